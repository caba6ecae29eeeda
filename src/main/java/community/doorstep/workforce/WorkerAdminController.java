package community.doorstep.workforce;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a community's admin says about its workers. */
@RestController
class WorkerAdminController {

    record Skills(@NotNull CommunityId communityId, @NotNull Set<@NotNull String> skills) {}

    private final Workers workers;
    private final WorkerRegister register;

    WorkerAdminController(Workers workers, WorkerRegister register) {
        this.workers = workers;
        this.register = register;
    }

    /** Refuses {@code role-missing} (403). */
    @GetMapping("/api/admin/workers")
    Mono<List<WorkerRegister.WorkerEntry>> workers(
            @AuthenticationPrincipal Caller caller, @RequestParam CommunityId communityId) {
        return register.of(caller, communityId);
    }

    /** These skills and no others. */
    @PutMapping("/api/admin/workers/{id}/skills")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> skills(
            @AuthenticationPrincipal Caller caller, @PathVariable PersonId id, @Valid @RequestBody Skills skills) {
        return workers.skills(caller, skills.communityId(), id, skills.skills());
    }
}
