package community.doorstep.repair;

import community.doorstep.media.Photo;
import community.doorstep.media.PhotoId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Page;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Repair calls of the caller and their family. A call is made by booking; here is what follows. */
@RestController
@RequestMapping("/api/repairs")
class RepairController {

    private final Repairs repairs;
    private final RepairPhotos photos;
    private final PhotoIntake intake;
    private final Warranty warranty;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    RepairController(
            Repairs repairs,
            RepairPhotos photos,
            PhotoIntake intake,
            Warranty warranty,
            Idempotency idempotency,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.repairs = repairs;
        this.photos = photos;
        this.intake = intake;
        this.warranty = warranty;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    @GetMapping
    Mono<Page<RepairView>> mine(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        return repairs.views(caller, Page.before(cursor), Page.size(size), clock.instant());
    }

    @GetMapping("/{id}")
    Mono<RepairView> one(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return repairs.view(caller, id, clock.instant());
    }

    /** Of what is broken, from the booking on until it is done. */
    @PostMapping(
            path = "/{id}/photos",
            consumes = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<RepairPhotos.Taken> addPhoto(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable UUID id,
            @RequestBody Flux<DataBuffer> body) {
        return intake.fromPeople(caller, key, id, body);
    }

    @GetMapping(path = "/{id}/photos/{photo}", produces = MediaType.IMAGE_JPEG_VALUE)
    Mono<byte[]> photo(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, @PathVariable PhotoId photo) {
        return repairs.mine(caller, id)
                .flatMap(call -> photos.forPeople(call.id()))
                .flatMap(seen -> photos.read(seen, photo))
                .map(Photo::jpeg);
    }

    /** The same fault again within thirty days of its repair: it costs nothing. */
    @PostMapping("/{id}/warranty-visit")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<RepairView> again(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable UUID id) {
        caller.mustBeReachable();
        Mono<RepairView> visit = repairs.mine(caller, id)
                .flatMap(old -> warranty.visit(old, caller.person()))
                .map(made -> RepairView.of(made, List.of(), clock.instant()));
        return idempotency
                .once(caller.person(), key, id, RepairView.class, visit)
                .doOnSuccess(made -> outbox.nudge());
    }

    /** Of a visit under warranty; repeating it is harmless. */
    @PostMapping("/{id}/cancellation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> cancelVisit(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        Mono<Void> work = repairs.mine(caller, id).flatMap(visit -> warranty.cancel(visit, caller));
        return detached.run(work.as(transaction::transactional)).doOnSuccess(done -> outbox.nudge());
    }
}
