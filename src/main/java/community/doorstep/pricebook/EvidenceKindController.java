package community.doorstep.pricebook;

import community.doorstep.catalog.Catalog;
import community.doorstep.shared.CommunityId;
import java.util.Comparator;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Which evidence counts in a community, for whoever wants to hand some in. */
@RestController
class EvidenceKindController {

    private final PublishedBooks books;
    private final Catalog catalog;

    EvidenceKindController(PublishedBooks books, Catalog catalog) {
        this.books = books;
        this.catalog = catalog;
    }

    /** The common kinds and those that the book in force names. Refuses {@code community-unknown} (404). */
    @GetMapping("/api/communities/{id}/evidence-kinds")
    Mono<List<EvidenceKind>> kinds(@PathVariable CommunityId id) {
        return catalog.community(id)
                .flatMap(community -> books.current(community.id()))
                .map(PriceBook::kinds)
                .defaultIfEmpty(common());
    }

    private static List<EvidenceKind> common() {
        return EvidenceKind.COMMON.values().stream()
                .sorted(Comparator.comparing(EvidenceKind::code))
                .toList();
    }
}
