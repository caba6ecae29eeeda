package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a station's lead does with jobs and workers' cash. */
@RestController
@RequestMapping("/api/station")
class DispatchDeskController {

    /** {@code version}: what the lead saw; an old one is refused. */
    record Assignment(@NotNull PersonId workerId, @Nullable Long version) {}

    record Reason(@NotBlank @Size(max = 200) String reason) {}

    record HandedIn(
            @NotNull CommunityId communityId,
            @Min(1) @Max(100_000_000) long amountFen) {}

    record Left(PersonId workerId, long cashFen) {}

    private record Asked(PersonId worker, HandedIn cash) {}

    private final Desk desk;
    private final WorkerCash cash;
    private final Idempotency idempotency;

    DispatchDeskController(Desk desk, WorkerCash cash, Idempotency idempotency) {
        this.desk = desk;
        this.cash = cash;
        this.idempotency = idempotency;
    }

    /** Refuses {@code worker-unfit}, {@code job-taken}, {@code job-changed} (409). */
    @PostMapping("/jobs/{id}/assignment")
    Mono<JobCard> assign(
            @AuthenticationPrincipal Caller caller, @PathVariable JobId id, @Valid @RequestBody Assignment wanted) {
        return desk.assign(caller, id, wanted.workerId(), wanted.version()).map(Job::card);
    }

    /** The job waits again. Refuses {@code job-not-accepted} (409). */
    @PostMapping("/jobs/{id}/release")
    Mono<JobCard> takeBack(
            @AuthenticationPrincipal Caller caller, @PathVariable JobId id, @Valid @RequestBody Reason reason) {
        return desk.takeBack(caller, id, reason.reason()).map(Job::card);
    }

    /** Cash that the worker hands in; answers what is left. Refuses {@code cash-above-carried} (409). */
    @PostMapping("/workers/{id}/cash")
    Mono<Left> handIn(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable PersonId id,
            @Valid @RequestBody HandedIn handedIn) {
        caller.mustBe(handedIn.communityId(), Role.STATION_LEAD, Role.FINANCE);
        Mono<Left> work = cash.handedIn(handedIn.communityId(), id, handedIn.amountFen(), caller.person())
                .map(left -> new Left(id, left));
        return idempotency.once(caller.person(), key, new Asked(id, handedIn), Left.class, work);
    }
}
