package community.doorstep.supplement;

import community.doorstep.identity.Family;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What one and one's family are to pay beyond bookings, or have paid. */
@RestController
class SupplementController {

    private final SupplementRows rows;
    private final Family family;

    SupplementController(SupplementRows rows, Family family) {
        this.rows = rows;
        this.family = family;
    }

    @GetMapping("/api/supplements")
    Mono<Page<Supplement>> mine(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        int asked = Page.size(size);
        return family.actsFor(caller.person())
                .flatMap(people ->
                        rows.ofPeople(people, Page.before(cursor), asked + 1).collectList())
                .map(found -> page(found, asked));
    }

    private static Page<Supplement> page(List<Supplement> found, int size) {
        return Page.of(found, size, supplement -> supplement.id().value());
    }
}
