package community.doorstep.media;

import community.doorstep.shared.Refusal;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where WeChat fetches a photo that it is to look at. */
@RestController
class PhotoController {

    private final PhotoAddresses addresses;
    private final Photos photos;

    PhotoController(PhotoAddresses addresses, Photos photos) {
        this.addresses = addresses;
        this.photos = photos;
    }

    /** Refuses {@code photo-unknown} (404), also once the address is ten minutes old. */
    @GetMapping("/photos/{token}")
    Mono<ResponseEntity<byte[]>> photo(@PathVariable String token) {
        return Mono.fromSupplier(() -> addresses.read(token))
                .flatMap(photos::readOpen)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("photo-unknown")))
                .map(photo -> ResponseEntity.ok()
                        .contentType(MediaType.IMAGE_JPEG)
                        .cacheControl(CacheControl.noStore())
                        .header("X-Content-Type-Options", "nosniff")
                        .body(photo.jpeg()));
    }
}
