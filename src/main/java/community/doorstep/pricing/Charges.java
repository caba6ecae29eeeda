package community.doorstep.pricing;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.funds.Budgets;
import community.doorstep.identity.PersonFacts;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.PriceBookId;
import community.doorstep.pricebook.PublishedBooks;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What bookings cost. Everything here runs inside the booking's own transaction: open, charge, write; later release or
 * commit. Locks are taken in the order quotas, budgets, each by key.
 */
@Component
public class Charges {

    /** The books in force, as one transaction read them. */
    public static final class Books {

        public static final Books NONE = new Books(Map.of());

        private final Map<CommunityId, PriceBook> byCommunity;

        private Books(Map<CommunityId, PriceBook> byCommunity) {
            this.byCommunity = byCommunity;
        }
    }

    /** What prices depend on, read in the transaction. */
    public record Basis(Books books, Map<PersonId, PersonFacts> facts) {}

    private record Ready(Basis known, Needs needs, Map<ServiceId, ServiceKind> kinds) {}

    private final PublishedBooks books;
    private final Catalog catalog;
    private final UsageRows usages;
    private final Budgets budgets;
    private final ChargeRows rows;
    private final QuoteTokens tokens;

    Charges(
            PublishedBooks books,
            Catalog catalog,
            UsageRows usages,
            Budgets budgets,
            ChargeRows rows,
            QuoteTokens tokens) {
        this.books = books;
        this.catalog = catalog;
        this.usages = usages;
        this.budgets = budgets;
        this.rows = rows;
        this.tokens = tokens;
    }

    /** The books in force now. */
    public Mono<Books> books(Collection<CommunityId> communities) {
        return books.inForce(communities).map(Books::new);
    }

    /** Locks the quotas and budgets that may matter: one query each. */
    public Mono<ChargeDesk> open(List<ChargeRequest> requests, Basis basis) {
        return ready(requests, basis).zipWhen(this::locked, this::desk);
    }

    private Mono<Allowances> locked(Ready ready) {
        return Mono.zipDelayError(
                        usages.locked(ready.needs().usages()),
                        budgets.locked(ready.needs().funds()))
                .map(found -> new Allowances(found.getT1(), found.getT2()));
    }

    private Mono<Ready> ready(List<ChargeRequest> requests, Basis known) {
        Needs needs = new Needs();
        for (ChargeRequest request : requests) {
            PriceBook book = known.books().byCommunity.get(request.community());
            if (book != null) {
                PersonFacts person = ChargeDesk.factsOf(known.facts(), request.beneficiary(), request.community());
                needs.add(book, request.service(), person, request.day());
            }
        }
        return kinds(requests, needs).map(kinds -> new Ready(known, needs, kinds));
    }

    /** Only a budget asks for the kind of a service. */
    private Mono<Map<ServiceId, ServiceKind>> kinds(List<ChargeRequest> requests, Needs needs) {
        if (needs.funds().isEmpty()) {
            return Mono.just(Map.of());
        }
        return Flux.fromStream(requests.stream().map(ChargeRequest::service).distinct())
                .concatMap(catalog::service)
                .collectMap(Service::id, Service::kind);
    }

    private ChargeDesk desk(Ready ready, Allowances locked) {
        return new ChargeDesk(ready.known().books().byCommunity, ready.known().facts(), ready.kinds(), locked, tokens);
    }

    /** Writes what the desk has given: one statement for each table. */
    public Mono<Void> write(ChargeDesk desk) {
        Allowances taken = desk.allowances();
        return Mono.whenDelayError(
                usages.add(taken.given()), budgets.reserve(taken.spentBudgets()), rows.insert(desk.made()));
    }

    /** Gives back what the bookings held, once: cancelled, expired. */
    public Mono<Void> release(Collection<ChargeKey> bookings) {
        return rows.become(bookings, "RELEASED")
                .flatMap(held ->
                        usages.add(held.usages()).then(Mono.defer(() -> budgets.settle(held.budgets(), false))));
    }

    /** What was reserved for the bookings is spent, once: they were fulfilled. */
    public Mono<Void> commit(Collection<ChargeKey> bookings) {
        return rows.become(bookings, "COMMITTED").flatMap(held -> budgets.settle(held.budgets(), true));
    }

    /** What each fund pays for each of the bookings, in fen; bookings for which none pays are left out. */
    public Mono<Map<UUID, Map<String, Long>>> subsidies(Collection<ChargeKey> bookings) {
        return rows.subsidies(bookings);
    }

    public Mono<Map<UUID, Charge>> of(Collection<ChargeKey> bookings) {
        return rows.stored(bookings)
                .zipWhen(stored -> books.withIds(
                        stored.stream().map(ChargeRows.Stored::book).distinct().toList()))
                .map(found -> charges(found.getT1(), found.getT2()));
    }

    private static Map<UUID, Charge> charges(List<ChargeRows.Stored> stored, Map<PriceBookId, PriceBook> books) {
        Map<UUID, Charge> charges = new HashMap<>();
        for (ChargeRows.Stored one : stored) {
            PriceBook book = books.get(one.book());
            if (book != null) {
                charges.put(one.booking(), one.charge(book));
            }
        }
        return charges;
    }
}
