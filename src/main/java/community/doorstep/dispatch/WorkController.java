package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.GeoPoint;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * A worker's steps on a job. Each may say which version the phone knew ({@code version}; an old one is refused with
 * {@code job-changed}) and when it happened ({@code at}, for steps that were taken offline).
 */
@RestController
@RequestMapping("/api/worker/jobs/{id}")
class WorkController {

    record Known(@Nullable Long version, @Nullable Instant at) {}

    /** What shows it: where the phone is, or the four digits that the resident reads out. */
    record Arrival(
            @Valid @Nullable GeoPoint position,
            @Pattern(regexp = "\\d{4}") @Nullable String code,
            @Nullable Long version,
            @Nullable Instant at) {

        static final Arrival UNPROVED = new Arrival(null, null, null, null);
    }

    record Reason(
            @NotBlank @Size(max = 200) String reason,
            @Nullable Long version,
            @Nullable Instant at) {}

    record Completion(
            @Size(max = 200) @Nullable String note,
            @Nullable Long version,
            @Nullable Instant at) {}

    record Pause(
            @NotNull PauseReason reason,
            @NotNull Instant resumesAt,
            @Size(max = 200) @Nullable String note,
            @Nullable Long version,
            @Nullable Instant at) {}

    private final Claims claims;
    private final Work work;
    private final WorkerBoard board;

    WorkController(Claims claims, Work work, WorkerBoard board) {
        this.claims = claims;
        this.work = work;
        this.board = board;
    }

    @PostMapping("/claim")
    Mono<Object> claim(
            @AuthenticationPrincipal Caller caller,
            @PathVariable JobId id,
            @RequestBody(required = false) @Nullable Known known) {
        return claims.claim(caller, id, known == null ? null : known.version())
                .flatMap(job -> board.seenBy(caller, job));
    }

    @PostMapping("/release")
    Mono<Object> release(
            @AuthenticationPrincipal Caller caller, @PathVariable JobId id, @Valid @RequestBody Reason reason) {
        return work.release(caller, id, reason.reason(), new Work.Said(reason.version(), reason.at()))
                .flatMap(job -> board.seenBy(caller, job));
    }

    @PostMapping("/arrival")
    Mono<Object> arrival(
            @AuthenticationPrincipal Caller caller,
            @PathVariable JobId id,
            @Valid @RequestBody(required = false) @Nullable Arrival arrival) {
        Arrival shown = arrival == null ? Arrival.UNPROVED : arrival;
        return work.arrive(caller, id, shown.position(), shown.code(), new Work.Said(shown.version(), shown.at()))
                .flatMap(job -> board.seenBy(caller, job));
    }

    @PostMapping("/completion")
    Mono<Object> completion(
            @AuthenticationPrincipal Caller caller,
            @PathVariable JobId id,
            @Valid @RequestBody(required = false) @Nullable Completion completion) {
        Completion done = completion == null ? new Completion(null, null, null) : completion;
        return work.complete(
                        caller, id, done.note() == null ? "" : done.note(), new Work.Said(done.version(), done.at()))
                .flatMap(job -> board.seenBy(caller, job));
    }

    /** Goes on later: parts, a second visit, nobody at home. */
    @PostMapping("/pause")
    Mono<Object> pause(
            @AuthenticationPrincipal Caller caller, @PathVariable JobId id, @Valid @RequestBody Pause pause) {
        return work.pause(
                        caller,
                        id,
                        pause.reason(),
                        pause.resumesAt(),
                        pause.note() == null ? "" : pause.note(),
                        new Work.Said(pause.version(), pause.at()))
                .flatMap(job -> board.seenBy(caller, job));
    }

    @PostMapping("/resumption")
    Mono<Object> resumption(
            @AuthenticationPrincipal Caller caller,
            @PathVariable JobId id,
            @RequestBody(required = false) @Nullable Known known) {
        return work.resume(caller, id, said(known).version()).flatMap(job -> board.seenBy(caller, job));
    }

    /** Nobody is at home, and that is the end of it; to come again, pause. */
    @PostMapping("/nobody-home")
    Mono<Object> nobodyHome(
            @AuthenticationPrincipal Caller caller, @PathVariable JobId id, @Valid @RequestBody Reason reason) {
        return work.nobodyHome(caller, id, reason.reason(), new Work.Said(reason.version(), reason.at()))
                .flatMap(job -> board.seenBy(caller, job));
    }

    private static Work.Said said(@Nullable Known known) {
        return known == null ? Work.Said.NOTHING : new Work.Said(known.version(), known.at());
    }
}
