package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A worker's phone. */
@RestController
@RequestMapping("/api/worker")
class WorkerController {

    record ShiftChange(
            @NotNull Boolean onDuty,
            @Nullable StationId stationId,
            @Valid @Nullable GeoPoint position) {}

    record Reason(@NotBlank @Size(max = 200) String reason) {}

    record Note(@Size(max = 200) @Nullable String note) {}

    private final Workers workers;
    private final WorkerBoard board;
    private final WorkerStream stream;
    private final Work work;

    WorkerController(Workers workers, WorkerBoard board, WorkerStream stream, Work work) {
        this.workers = workers;
        this.board = board;
        this.stream = stream;
        this.work = work;
    }

    @GetMapping("/shift")
    Mono<ShiftView> shift(@AuthenticationPrincipal Caller caller) {
        return workers.shift(caller);
    }

    @PutMapping("/shift")
    Mono<ShiftView> changeShift(@AuthenticationPrincipal Caller caller, @Valid @RequestBody ShiftChange change) {
        return workers.shift(caller, change.onDuty(), change.stationId(), change.position());
    }

    @GetMapping("/jobs")
    Mono<WorkerBoard.Lists> jobs(@AuthenticationPrincipal Caller caller) {
        return board.of(caller);
    }

    /** Events new, changed, taken, withdrawn and reset; resumes after {@code Last-Event-ID}. */
    @GetMapping(path = "/jobs/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<Object>>>> stream(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        return stream.open(caller, lastEventId).map(ResponseEntity::ok);
    }

    @PostMapping("/jobs/{id}/claim")
    Mono<Object> claim(@AuthenticationPrincipal Caller caller, @PathVariable JobId id) {
        return work.claim(caller, id).flatMap(job -> board.seenBy(caller, job));
    }

    @PostMapping("/jobs/{id}/release")
    Mono<Object> release(
            @AuthenticationPrincipal Caller caller, @PathVariable JobId id, @Valid @RequestBody Reason reason) {
        return work.release(caller, id, reason.reason()).flatMap(job -> board.seenBy(caller, job));
    }

    @PostMapping("/jobs/{id}/arrival")
    Mono<Object> arrival(@AuthenticationPrincipal Caller caller, @PathVariable JobId id) {
        return work.arrive(caller, id).flatMap(job -> board.seenBy(caller, job));
    }

    @PostMapping("/jobs/{id}/completion")
    Mono<Object> completion(
            @AuthenticationPrincipal Caller caller,
            @PathVariable JobId id,
            @Valid @RequestBody(required = false) @Nullable Note note) {
        String said = note == null || note.note() == null ? "" : note.note();
        return work.complete(caller, id, said).flatMap(job -> board.seenBy(caller, job));
    }
}
