package community.doorstep.pricebook;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Language;
import community.doorstep.shared.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What changed in price books, in sentences of the admin's language. */
@RestController
@RequestMapping("/api/admin/price-books/{id}")
class BookReviewController {

    private final BookReview review;

    BookReviewController(BookReview review) {
        this.review = review;
    }

    /** Against another version; without one, against that which it supersedes or would. Refuses {@code price-book-unknown} (404). */
    @GetMapping("/comparison")
    Mono<BookReview.Comparison> comparison(
            @AuthenticationPrincipal Caller caller,
            @PathVariable PriceBookId id,
            @RequestParam(required = false) @Nullable PriceBookId with,
            ServerWebExchange exchange) {
        return review.comparison(caller, id, with, Language.of(exchange));
    }

    /** Newest first. Refuses {@code price-book-unknown} (404). */
    @GetMapping("/history")
    Mono<Page<BookReview.Done>> history(
            @AuthenticationPrincipal Caller caller,
            @PathVariable PriceBookId id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size,
            ServerWebExchange exchange) {
        return review.history(caller, id, cursor, size, Language.of(exchange));
    }
}
