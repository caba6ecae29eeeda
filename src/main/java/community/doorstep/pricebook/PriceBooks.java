package community.doorstep.pricebook;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.funds.Budgets;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Page;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A community's price books in the hands of its admin: drafted, mended, published; then never changed. */
@Component
public class PriceBooks {

    private final BookRows rows;
    private final Budgets budgets;
    private final Catalog catalog;
    private final BookChanges changes;
    private final Audit audit;
    private final Clock clock;

    PriceBooks(BookRows rows, Budgets budgets, Catalog catalog, BookChanges changes, Audit audit, Clock clock) {
        this.rows = rows;
        this.budgets = budgets;
        this.catalog = catalog;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    private static UUID[] communities(Caller caller) {
        return caller.communitiesAs(Role.COMMUNITY_ADMIN);
    }

    Mono<Page<PriceBookEntry>> list(Caller caller, @Nullable String cursor, int size) {
        return rows.list(communities(caller), Page.before(cursor), Page.size(size) + 1)
                .collectList()
                .map(found -> Page.of(found, size, entry -> entry.id().value()));
    }

    /** Refuses {@code price-book-unknown} (404). */
    public Mono<PriceBookView> book(Caller caller, PriceBookId id) {
        return rows.book(id, communities(caller))
                .switchIfEmpty(Mono.error(PriceBooks::unknown))
                .flatMap(this::checked);
    }

    /** A draft may be wrong: its view says where. */
    Mono<PriceBookView> add(Caller caller, CommunityId community, BookContent content) {
        return rows.insert(caller.person(), community, content)
                .delayUntil(made -> note(caller.person(), BookChanges.Action.MADE, made))
                .flatMap(this::checked);
    }

    /** Refuses {@code price-book-unknown} (404), {@code price-book-published} (409), {@code version-changed} (412). */
    Mono<PriceBookView> edit(Caller caller, PriceBookId id, long revision, BookContent content) {
        return rows.edit(caller.person(), id, communities(caller), revision, content)
                .delayUntil(edited -> note(caller.person(), BookChanges.Action.EDITED, edited))
                .switchIfEmpty(
                        Mono.defer(() -> rows.book(id, communities(caller)).map(PriceBooks::notEditable)))
                .switchIfEmpty(Mono.error(PriceBooks::unknown))
                .flatMap(this::checked);
    }

    private static BookRows.Stored notEditable(BookRows.Stored book) {
        throw book.entry().state() == PriceBookEntry.State.DRAFT
                ? Refusal.preconditionFailed("version-changed")
                : Refusal.conflict("price-book-published");
    }

    /**
     * Refuses {@code price-book-unknown} (404), {@code price-book-published}, {@code publication-overlaps} (409),
     * {@code version-changed} (412), {@code publication-in-the-past}, {@code price-book-invalid} (422, with all
     * {@code findings}).
     */
    Mono<PriceBookView> publish(Caller caller, PriceBookId id, @Nullable Long revision, @Nullable Instant from) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (from != null && from.isBefore(now)) {
            throw Refusal.unprocessable("publication-in-the-past");
        }
        Instant effective = from == null ? now : from.truncatedTo(ChronoUnit.MICROS);
        return rows.locked(id, communities(caller))
                .switchIfEmpty(Mono.error(PriceBooks::unknown))
                .doOnNext(draft -> mustBeDraft(draft, revision))
                .delayUntil(draft -> checked(draft).doOnNext(PriceBooks::mustBeValid))
                .delayUntil(draft -> mustFollowAll(draft, effective))
                .delayUntil(draft -> rows.supersede(draft.community(), effective))
                .flatMap(draft -> rows.publish(caller.person(), draft, effective))
                .onErrorMap(DuplicateKeyException.class, open -> Refusal.conflict("publication-overlaps"))
                .delayUntil(published -> note(caller.person(), BookChanges.Action.PUBLISHED, published))
                .flatMap(this::checked);
    }

    private static void mustBeDraft(BookRows.Stored book, @Nullable Long revision) {
        if (book.entry().state() != PriceBookEntry.State.DRAFT) {
            throw Refusal.conflict("price-book-published");
        }
        if (revision != null && revision != book.entry().revision()) {
            throw Refusal.preconditionFailed("version-changed");
        }
    }

    private Mono<Void> mustFollowAll(BookRows.Stored draft, Instant from) {
        return rows.before(draft)
                .filter(last ->
                        !from.isAfter(Objects.requireNonNull(last.entry().effectiveFrom())))
                .flatMap(last -> Mono.error(Refusal.conflict("publication-overlaps")
                        .with("field", "effectiveFrom")
                        .with("version", last.entry().version())
                        .with("from", String.valueOf(last.entry().effectiveFrom()))));
    }

    private static void mustBeValid(PriceBookView view) {
        if (view.findings().stream().anyMatch(finding -> finding.severity() == Finding.Severity.ERROR)) {
            throw Refusal.unprocessable("price-book-invalid").with("findings", view.findings());
        }
    }

    private Mono<PriceBookView> checked(BookRows.Stored book) {
        return Mono.zip(
                        today(book.community()),
                        catalog.servicesOf(book.community()),
                        budgets.budgetedFunds(book.community()))
                .map(known -> view(book, known.getT1(), known.getT2(), known.getT3()));
    }

    private static PriceBookView view(
            BookRows.Stored book, LocalDate today, Map<ServiceId, Service> services, Set<String> budgeted) {
        List<Finding> findings =
                new ArrayList<>(BookCheck.findings(book.content(), services.keySet(), budgeted, today));
        findings.addAll(new AdmissionCheck(book.content(), services).findings());
        return new PriceBookView(book.entry(), book.content(), findings);
    }

    private Mono<LocalDate> today(CommunityId community) {
        return catalog.community(community).map(found -> LocalDate.ofInstant(clock.instant(), found.zone()));
    }

    private Mono<Void> note(PersonId actor, BookChanges.Action action, BookRows.Stored book) {
        PriceBookEntry entry = book.entry();
        String name = "price-book-" + action.name().toLowerCase(Locale.ROOT);
        return changes.note(actor, book, action)
                .then(Mono.defer(() -> audit.note(
                        actor, entry.communityId(), name, entry.id().value(), "version " + entry.version())));
    }

    private static Refusal unknown() {
        return Refusal.notFound("price-book-unknown");
    }
}
