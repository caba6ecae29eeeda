package community.doorstep.pricebook;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.IfMatch;
import community.doorstep.shared.Page;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Price books, for the admin of their community. */
@RestController
@RequestMapping("/api/admin/price-books")
class PriceBookController {

    record NewBook(
            @NotNull CommunityId communityId, @NotNull BookContent content) {}

    record Edited(@NotNull BookContent content) {}

    /**
     * @param effectiveFrom when it comes into force; without it, at once
     */
    record Publication(@Nullable OffsetDateTime effectiveFrom) {}

    private final PriceBooks books;
    private final PublishedBooks published;
    private final Idempotency idempotency;
    private final Detached detached;
    private final TransactionalOperator transaction;

    PriceBookController(
            PriceBooks books,
            PublishedBooks published,
            Idempotency idempotency,
            Detached detached,
            TransactionalOperator transaction) {
        this.books = books;
        this.published = published;
        this.idempotency = idempotency;
        this.detached = detached;
        this.transaction = transaction;
    }

    /** Newest first. */
    @GetMapping
    Mono<Page<PriceBookEntry>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        return books.list(caller, cursor, size);
    }

    /** A draft, which may have errors: they are among its findings. */
    @PostMapping
    Mono<ResponseEntity<PriceBookView>> add(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewBook wanted) {
        caller.mustBe(wanted.communityId(), Role.COMMUNITY_ADMIN);
        Mono<PriceBookView> work = books.add(caller, wanted.communityId(), wanted.content());
        return idempotency
                .once(caller.person(), key, wanted, PriceBookView.class, work)
                .map(made -> answer(HttpStatus.CREATED, made));
    }

    /** Refuses {@code price-book-unknown} (404). */
    @GetMapping("/{id}")
    Mono<ResponseEntity<PriceBookView>> book(@AuthenticationPrincipal Caller caller, @PathVariable PriceBookId id) {
        return books.book(caller, id).map(found -> answer(HttpStatus.OK, found));
    }

    /**
     * Refuses {@code price-book-unknown} (404), {@code price-book-published} (409), {@code version-changed} (412),
     * {@code if-match-missing} (428).
     */
    @PutMapping("/{id}")
    Mono<ResponseEntity<PriceBookView>> edit(
            @AuthenticationPrincipal Caller caller,
            @PathVariable PriceBookId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @Valid @RequestBody Edited edited) {
        return write(books.edit(caller, id, IfMatch.version(match), edited.content()));
    }

    /**
     * Refuses {@code price-book-unknown} (404), {@code price-book-published}, {@code publication-overlaps} (409),
     * {@code version-changed} (412), {@code publication-in-the-past}, {@code price-book-invalid} (422).
     */
    @PostMapping("/{id}/publication")
    Mono<ResponseEntity<PriceBookView>> publish(
            @AuthenticationPrincipal Caller caller,
            @PathVariable PriceBookId id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestBody(required = false) @Nullable Publication wanted) {
        OffsetDateTime from = wanted == null ? null : wanted.effectiveFrom();
        return write(books.publish(
                        caller,
                        id,
                        match == null ? null : IfMatch.version(match),
                        from == null ? null : from.toInstant()))
                .doOnNext(this::follow);
    }

    private Mono<ResponseEntity<PriceBookView>> write(Mono<PriceBookView> work) {
        return detached.run(work.as(transaction::transactional)).map(view -> answer(HttpStatus.OK, view));
    }

    private void follow(ResponseEntity<PriceBookView> answer) {
        PriceBookView view = answer.getBody();
        if (view != null) {
            published.forget(view.book().communityId());
        }
    }

    private static ResponseEntity<PriceBookView> answer(HttpStatus status, PriceBookView view) {
        return IfMatch.answer(status, view.book().revision(), view);
    }
}
