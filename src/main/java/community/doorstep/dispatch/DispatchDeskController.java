package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a station's lead does with jobs. */
@RestController
@RequestMapping("/api/station")
class DispatchDeskController {

    /** {@code version}: what the lead saw; an old one is refused. */
    record Assignment(@NotNull PersonId workerId, @Nullable Long version) {}

    record Reason(@NotBlank @Size(max = 200) String reason) {}

    private final Desk desk;

    DispatchDeskController(Desk desk) {
        this.desk = desk;
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
}
