package community.doorstep.streets;

import community.doorstep.media.PhotoId;
import community.doorstep.media.PhotosOnce;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Language;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Faults in the street for everybody: to report, and to see what becomes of them. */
@RestController
class StreetFaultController {

    /**
     * A lamp, a bench: never a home.
     *
     * @param words what the worker should know; nobody else reads it but staff who look at what is doubtful
     */
    record NewFault(
            @NotNull FaultKind kind,
            @NotNull @Valid GeoPoint place,
            @Nullable @Size(max = 100) String words) {

        @Override
        public String toString() {
            return "NewFault[" + kind + "]";
        }
    }

    record NewPhoto(PhotoId id) {}

    private final StreetFaults faults;
    private final FaultRows rows;
    private final FaultPhotos faultPhotos;
    private final PhotosOnce photos;
    private final Idempotency idempotency;
    private final Outbox outbox;

    StreetFaultController(
            StreetFaults faults,
            FaultRows rows,
            FaultPhotos faultPhotos,
            PhotosOnce photos,
            Idempotency idempotency,
            Outbox outbox) {
        this.faults = faults;
        this.rows = rows;
        this.faultPhotos = faultPhotos;
        this.photos = photos;
        this.idempotency = idempotency;
        this.outbox = outbox;
    }

    /** One of the same kind within thirty metres is the same fault: the answer is then that one. */
    @PostMapping("/api/street-faults")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<StreetFault.View> report(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewFault wanted,
            ServerWebExchange exchange) {
        caller.mustBeReachable();
        String words = wanted.words() == null ? "" : wanted.words().strip();
        Mono<StreetFault.View> work = faults.report(
                        caller, wanted.kind(), wanted.place().onEarth(), words)
                .map(fault -> fault.view(english(exchange)));
        return idempotency
                .once(caller.person(), key, wanted, StreetFault.View.class, work)
                .doOnSuccess(made -> outbox.nudge());
    }

    /** From whoever reported it; at most eight. */
    @PostMapping(
            path = "/api/street-faults/{id}/photos",
            consumes = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<NewPhoto> addPhoto(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable UUID id,
            @RequestBody Flux<DataBuffer> body) {
        return photos.take(
                caller,
                key,
                id,
                body,
                NewPhoto.class,
                photo -> faultPhotos.add(caller, id, photo).map(NewPhoto::new));
    }

    /** Open to all, newest first: what was reported, what became of it, what it cost and who paid. */
    @GetMapping("/api/communities/{id}/street-faults")
    Mono<Page<StreetFault.View>> progress(
            @PathVariable CommunityId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size,
            ServerWebExchange exchange) {
        int asked = Page.size(size);
        return rows.of(id, Page.before(cursor), asked + 1)
                .map(fault -> fault.view(english(exchange)))
                .collectList()
                .map(found -> Page.of(found, asked, StreetFault.View::id));
    }

    private static boolean english(ServerWebExchange exchange) {
        return Language.of(exchange).equals(Locale.ENGLISH);
    }
}
