package community.doorstep.workforce;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a community's admin says about its workers. */
@RestController
class WorkerAdminController {

    record Skills(@NotNull CommunityId communityId, @NotNull Set<@NotNull String> skills) {}

    private final Workers workers;

    WorkerAdminController(Workers workers) {
        this.workers = workers;
    }

    /** These skills and no others. */
    @PutMapping("/api/admin/workers/{id}/skills")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> skills(
            @AuthenticationPrincipal Caller caller, @PathVariable PersonId id, @Valid @RequestBody Skills skills) {
        return workers.skills(caller, skills.communityId(), id, skills.skills());
    }
}
