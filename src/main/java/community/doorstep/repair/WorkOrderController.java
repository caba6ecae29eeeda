package community.doorstep.repair;

import community.doorstep.media.Photo;
import community.doorstep.media.PhotoId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Language;
import java.util.List;
import java.util.Locale;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Repairs for those at work: the worker who has the job in hand, and the admin who sees what comes back. */
@RestController
class WorkOrderController {

    private final Repairs repairs;
    private final RepairPhotos photos;
    private final PhotoIntake intake;
    private final HomeMemory memory;
    private final TransactionalOperator transaction;
    private final Detached detached;

    WorkOrderController(
            Repairs repairs,
            RepairPhotos photos,
            PhotoIntake intake,
            HomeMemory memory,
            TransactionalOperator transaction,
            Detached detached) {
        this.repairs = repairs;
        this.photos = photos;
        this.intake = intake;
        this.memory = memory;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** While the job is in hand. */
    @GetMapping("/api/worker/repairs/{id}")
    Mono<WorkOrder> order(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, ServerWebExchange exchange) {
        boolean english = Language.of(exchange).equals(Locale.ENGLISH);
        return detached.run(repairs.order(caller, id, english).as(transaction::transactional));
    }

    /** Before the work and after it. */
    @PostMapping(
            path = "/api/worker/repairs/{id}/photos",
            consumes = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<RepairPhotos.Taken> addPhoto(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable UUID id,
            @RequestParam RepairPhotos.Stage stage,
            @RequestBody Flux<DataBuffer> body) {
        return intake.fromWorker(caller, key, id, stage, body);
    }

    @GetMapping(path = "/api/worker/repairs/{id}/photos/{photo}", produces = MediaType.IMAGE_JPEG_VALUE)
    Mono<byte[]> photo(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, @PathVariable PhotoId photo) {
        Mono<Photo> read = repairs.inHand(caller, id)
                .flatMap(call -> photos.forWorker(call.id()))
                .flatMap(seen -> photos.read(seen, photo));
        return detached.run(read.as(transaction::transactional)).map(Photo::jpeg);
    }

    /** Faults of the last half year that came back in a flat, or in several flats of a riser. */
    @GetMapping("/api/admin/repairs/recurrences")
    Mono<List<HomeMemory.Recurrence>> recurrences(
            @AuthenticationPrincipal Caller caller, @RequestParam CommunityId communityId) {
        return memory.of(caller, communityId);
    }
}
