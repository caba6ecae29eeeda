package community.doorstep.pricebook;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.identity.Contact;
import community.doorstep.identity.People;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Page;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Price books as an admin reads them: what a version changes, and who changed what and when. */
@Component
class BookReview {

    /** @param rule the code of the rule; empty when it is about a price, a fund or a kind of evidence */
    record Sentence(String rule, String field, String text) {}

    /** @param with the version it is compared with; null when there was none before it */
    record Comparison(PriceBookEntry book, @Nullable PriceBookEntry with, List<Sentence> differences) {}

    /**
     * @param effectiveFrom for a publication, when it comes into force
     * @param differences what it changed; for a new book, all that it says
     */
    record Done(
            UUID id,
            long revision,
            BookChanges.Action action,
            PersonId by,
            String byName,
            Instant at,
            @Nullable Instant effectiveFrom,
            List<Sentence> differences) {}

    private record Two(BookRows.Stored book, Optional<BookRows.Stored> with) {}

    private final BookRows rows;
    private final BookChanges changes;
    private final Catalog catalog;
    private final People people;

    BookReview(BookRows rows, BookChanges changes, Catalog catalog, People people) {
        this.rows = rows;
        this.changes = changes;
        this.catalog = catalog;
        this.people = people;
    }

    private static UUID[] communities(Caller caller) {
        return caller.communitiesAs(Role.COMMUNITY_ADMIN);
    }

    /**
     * What the book changes against another of its community; without one, against that which it supersedes or would.
     * Refuses {@code price-book-unknown} (404).
     */
    Mono<Comparison> comparison(Caller caller, PriceBookId id, @Nullable PriceBookId with, Locale locale) {
        return book(caller, id)
                .zipWhen(book -> with == null ? before(book) : other(caller, book, with), Two::new)
                .zipWhen(two -> catalog.servicesOf(two.book().community()))
                .map(known -> comparison(known.getT1(), known.getT2(), locale));
    }

    private Mono<BookRows.Stored> book(Caller caller, PriceBookId id) {
        return rows.book(id, communities(caller))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("price-book-unknown")));
    }

    private Mono<Optional<BookRows.Stored>> before(BookRows.Stored book) {
        return rows.before(book).map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    private Mono<Optional<BookRows.Stored>> other(Caller caller, BookRows.Stored book, PriceBookId with) {
        return book(caller, with)
                .filter(found -> found.community().equals(book.community()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("price-book-unknown")))
                .map(Optional::of);
    }

    private static Comparison comparison(Two two, Map<ServiceId, Service> services, Locale locale) {
        BookContent before = two.with().map(BookRows.Stored::content).orElse(BookContent.EMPTY);
        List<Difference> found = BookComparison.of(before, two.book().content(), services);
        return new Comparison(
                two.book().entry(), two.with().map(BookRows.Stored::entry).orElse(null), sentences(found, locale));
    }

    private static List<Sentence> sentences(List<Difference> differences, Locale locale) {
        boolean english = locale.equals(Locale.ENGLISH);
        return differences.stream()
                .map(one -> new Sentence(
                        one.rule(),
                        one.field(),
                        english ? one.said().en() : one.said().zh()))
                .toList();
    }

    /** Newest first. Refuses {@code price-book-unknown} (404). */
    Mono<Page<Done>> history(Caller caller, PriceBookId id, @Nullable String cursor, int size, Locale locale) {
        return book(caller, id)
                .flatMap(book -> changes.of(id, communities(caller), Page.before(cursor), Page.size(size) + 1)
                        .collectList()
                        .zipWhen(this::actors)
                        .zipWith(catalog.servicesOf(book.community()))
                        .map(known -> Page.of(
                                done(known.getT1().getT1(), known.getT1().getT2(), known.getT2(), locale),
                                size,
                                Done::id)));
    }

    private Mono<Map<PersonId, Contact>> actors(List<BookChanges.Change> found) {
        return people.contacts(
                found.stream().map(BookChanges.Change::by).distinct().toList());
    }

    private static List<Done> done(
            List<BookChanges.Change> found,
            Map<PersonId, Contact> actors,
            Map<ServiceId, Service> services,
            Locale locale) {
        return found.stream()
                .map(change -> new Done(
                        change.id(),
                        change.revision(),
                        change.action(),
                        change.by(),
                        Contact.nameOf(actors.get(change.by())),
                        change.at(),
                        change.effectiveFrom(),
                        sentences(BookComparison.of(change.before(), change.after(), services), locale)))
                .toList();
    }
}
