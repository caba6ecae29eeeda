package community.doorstep.partners;

import community.doorstep.identity.Family;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Refusal;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Errands of the caller and their family. One is asked for by booking; here is what became of it. */
@RestController
@RequestMapping("/api/errands")
class ErrandController {

    private final ErrandRows rows;
    private final Family family;

    ErrandController(ErrandRows rows, Family family) {
        this.rows = rows;
        this.family = family;
    }

    /** By the booking's id. Refuses {@code errand-unknown} (404). */
    @GetMapping("/{id}")
    Mono<ErrandView> one(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return family.actsFor(caller.person())
                .flatMap(people -> rows.ofPeople(id, people))
                .map(ErrandView::of)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("errand-unknown")));
    }
}
