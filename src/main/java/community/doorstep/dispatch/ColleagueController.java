package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Between workers: declining, handing over, a second pair of hands; and a run's doors. */
@RestController
@RequestMapping("/api/worker/jobs/{id}")
class ColleagueController {

    record Reason(@NotBlank @Size(max = 200) String reason) {}

    record Handover(
            @NotNull PersonId workerId,
            @NotBlank @Size(max = 200) String reason) {}

    record AtStop(
            @Size(max = 200) @Nullable String reason,
            @Nullable Long version,
            @Nullable Instant at) {}

    private final Colleagues colleagues;
    private final Declines declines;
    private final Handovers handovers;
    private final Helping helping;
    private final Runs runs;
    private final Work work;
    private final WorkerBoard board;
    private final Idempotency idempotency;

    ColleagueController(
            Colleagues colleagues,
            Declines declines,
            Handovers handovers,
            Helping helping,
            Runs runs,
            Work work,
            WorkerBoard board,
            Idempotency idempotency) {
        this.colleagues = colleagues;
        this.declines = declines;
        this.handovers = handovers;
        this.helping = helping;
        this.runs = runs;
        this.work = work;
        this.board = board;
        this.idempotency = idempotency;
    }

    /** Who could take it over: on duty, and with the skill. Refuses {@code not-yours} (409). */
    @GetMapping("/colleagues")
    Mono<List<Colleagues.Colleague>> colleagues(@AuthenticationPrincipal Caller caller, @PathVariable JobId id) {
        return colleagues.of(caller, id);
    }

    /** An offer goes to the next, a handover is off; what is open to all is not shown to this worker any more. */
    @PostMapping("/decline")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> decline(
            @AuthenticationPrincipal Caller caller, @PathVariable JobId id, @Valid @RequestBody Reason reason) {
        return declines.decline(caller, id, reason.reason());
    }

    /** To a named colleague, who has to accept. Refuses {@code colleague-unfit} (409). */
    @PostMapping("/handover")
    Mono<Object> handover(
            @AuthenticationPrincipal Caller caller, @PathVariable JobId id, @Valid @RequestBody Handover handover) {
        return handovers
                .ask(caller, id, handover.workerId(), handover.reason())
                .flatMap(job -> board.seenBy(caller, job));
    }

    /** The colleague accepts. Refuses {@code not-handed-over} (409). */
    @PostMapping("/takeover")
    Mono<Object> takeover(@AuthenticationPrincipal Caller caller, @PathVariable JobId id) {
        return handovers.accept(caller, id).flatMap(job -> board.seenBy(caller, job));
    }

    /** A second pair of hands: a linked job for all who could do it. Refuses {@code not-yours}, {@code helper-wanted} (409). */
    @PostMapping("/helpers")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<JobCard> helper(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable JobId id,
            @Valid @RequestBody Reason reason) {
        Step step = work.step(caller, id, reason.reason(), Work.Said.NOTHING);
        return idempotency.once(
                caller.person(), key, new Asked(id, reason.reason()), JobCard.class, helping.ask(caller, step));
    }

    private record Asked(JobId helps, String reason) {}

    @PostMapping("/stops/{number}/arrival")
    Mono<Object> arrival(
            @AuthenticationPrincipal Caller caller,
            @PathVariable JobId id,
            @PathVariable int number,
            @Valid @RequestBody(required = false) @Nullable AtStop at) {
        return stop(caller, id, number, StopState.ARRIVED, at);
    }

    @PostMapping("/stops/{number}/completion")
    Mono<Object> completion(
            @AuthenticationPrincipal Caller caller,
            @PathVariable JobId id,
            @PathVariable int number,
            @Valid @RequestBody(required = false) @Nullable AtStop at) {
        return stop(caller, id, number, StopState.DONE, at);
    }

    /** Not delivered, and why. */
    @PostMapping("/stops/{number}/failure")
    Mono<Object> failure(
            @AuthenticationPrincipal Caller caller,
            @PathVariable JobId id,
            @PathVariable int number,
            @Valid @RequestBody AtStop at) {
        return stop(caller, id, number, StopState.FAILED, at);
    }

    private Mono<Object> stop(Caller caller, JobId id, int number, StopState next, @Nullable AtStop at) {
        Work.Said said = at == null ? Work.Said.NOTHING : new Work.Said(at.version(), at.at());
        String reason = at == null || at.reason() == null ? "" : at.reason();
        return runs.step(caller, id, number, next, reason, said).flatMap(job -> board.seenBy(caller, job));
    }
}
