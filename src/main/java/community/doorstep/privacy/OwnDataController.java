package community.doorstep.privacy;

import community.doorstep.identity.Dependence;
import community.doorstep.identity.Family;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the house keeps of the caller and of those for whom they act; and forgetting it. */
@RestController
class OwnDataController {

    /** That it is meant: it cannot be taken back. */
    record Deletion(@NotNull Boolean forever) {

        /** Refuses {@code deletion-not-meant} (422). */
        void mustBeMeant() {
            if (!forever) {
                throw Refusal.unprocessable("deletion-not-meant");
            }
        }
    }

    private final OwnData data;
    private final Family family;
    private final Dependence dependence;

    OwnDataController(OwnData data, Family family, Dependence dependence) {
        this.data = data;
        this.family = family;
        this.dependence = dependence;
    }

    @GetMapping("/api/me/data")
    Mono<OwnData.Export> mine(@AuthenticationPrincipal Caller caller) {
        return data.of(caller.person());
    }

    @GetMapping("/api/me/family/{id}/data")
    Mono<OwnData.Export> ofMember(@AuthenticationPrincipal Caller caller, @PathVariable PersonId id) {
        return family.mustActFor(caller, id).then(Mono.defer(() -> data.of(id)));
    }

    /** Ends all sessions with that. */
    @PostMapping("/api/me/deletion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> forgetMe(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Deletion deletion) {
        deletion.mustBeMeant();
        return data.forget(caller.person(), caller.person());
    }

    /** Only of somebody for whom nobody else acts, and who has no account of their own. */
    @PostMapping("/api/me/family/{id}/deletion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> forgetMember(
            @AuthenticationPrincipal Caller caller, @PathVariable PersonId id, @Valid @RequestBody Deletion deletion) {
        deletion.mustBeMeant();
        return dependence.mustBeAlone(caller, id).then(Mono.defer(() -> data.forget(id, caller.person())));
    }
}
