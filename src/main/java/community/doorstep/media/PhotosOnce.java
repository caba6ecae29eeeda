package community.doorstep.media;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Sha256;
import java.util.HexFormat;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes in a picture that somebody sends, once for each key. */
@Component
public class PhotosOnce {

    /** What tells one picture from another when a key comes again. */
    private record Sent(Object about, String hash) {}

    private final Photos photos;
    private final Idempotency idempotency;

    PhotosOnce(Photos photos, Idempotency idempotency) {
        this.photos = photos;
        this.idempotency = idempotency;
    }

    /**
     * Drawn anew outside any transaction; what is done with it is done in one. Refuses what {@link Photos#received} and
     * {@link Idempotency} do.
     *
     * @param about what it is a picture of: the same key for another is refused
     */
    public <T> Mono<T> take(
            Caller caller,
            @Nullable String key,
            Object about,
            Flux<DataBuffer> body,
            Class<T> type,
            Function<Photo, Mono<T>> work) {
        Idempotency.wellFormed(key);
        return photos.received(body)
                .flatMap(photo -> idempotency.once(caller.person(), key, sent(about, photo), type, work.apply(photo)));
    }

    private static Sent sent(Object about, Photo photo) {
        return new Sent(about, HexFormat.of().formatHex(Sha256.of(photo.jpeg())));
    }
}
