package community.doorstep.pricing;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotId;
import community.doorstep.identity.Facts;
import community.doorstep.identity.Family;
import community.doorstep.identity.PersonFacts;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says what a service would cost somebody, as a token that a booking can hold it to. */
@Component
class Quotes {

    /** Somebody who wants to use a service on a day. */
    private record Wish(Service service, PersonId person, LocalDate day) {}

    private record Informed(Wish wish, PriceBook book, PersonFacts facts) {}

    private final Catalog catalog;
    private final Family family;
    private final Facts facts;
    private final PublishedBooks books;
    private final UsageRows usages;
    private final BudgetRows budgets;
    private final QuoteTokens tokens;
    private final Clock clock;

    Quotes(
            Catalog catalog,
            Family family,
            Facts facts,
            PublishedBooks books,
            UsageRows usages,
            BudgetRows budgets,
            QuoteTokens tokens,
            Clock clock) {
        this.catalog = catalog;
        this.family = family;
        this.facts = facts;
        this.books = books;
        this.usages = usages;
        this.budgets = budgets;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Refuses {@code service-unknown}, {@code slot-unknown}, {@code person-unknown} (404), {@code service-unpriced},
     * {@code budget-exhausted} (409).
     */
    Mono<QuoteView> quote(
            Caller caller,
            ServiceId service,
            @Nullable SlotId slot,
            @Nullable PersonId beneficiary,
            @Nullable LocalDate day) {
        PersonId person = beneficiary == null ? caller.person() : beneficiary;
        return family.mustActFor(caller, person)
                .then(Mono.defer(() -> catalog.service(service)))
                .flatMap(known -> day(known, slot, day).map(date -> new Wish(known, person, date)))
                .flatMap(this::informed)
                .flatMap(this::priced);
    }

    private Mono<LocalDate> day(Service service, @Nullable SlotId slot, @Nullable LocalDate day) {
        if (slot != null) {
            return catalog.slot(slot)
                    .filter(found -> found.serviceId().equals(service.id()))
                    .switchIfEmpty(Mono.error(() -> Refusal.notFound("slot-unknown")))
                    .map(Slot::day);
        }
        return day != null
                ? Mono.just(day)
                : catalog.community(service.communityId())
                        .map(community -> LocalDate.ofInstant(clock.instant(), community.zone()));
    }

    private Mono<Informed> informed(Wish wish) {
        return books.current(wish.service().communityId())
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("service-unpriced")))
                .zipWhen(book -> facts.of(List.of(wish.person())), (book, known) -> informed(wish, book, known));
    }

    private static Informed informed(Wish wish, PriceBook book, Map<PersonId, PersonFacts> known) {
        PersonFacts facts = ChargeDesk.factsOf(known, wish.person());
        return new Informed(wish, book, facts);
    }

    private Mono<QuoteView> priced(Informed informed) {
        Wish wish = informed.wish();
        Needs needs = new Needs();
        needs.add(informed.book(), wish.service().id(), informed.facts(), wish.day());
        return usages.seen(needs.usages())
                .zipWhen(used -> budgets.seen(needs.funds()), Allowances::new)
                .map(allowances -> view(informed, allowances));
    }

    private QuoteView view(Informed informed, Allowances allowances) {
        Wish wish = informed.wish();
        PriceBook book = informed.book();
        ServiceId service = wish.service().id();
        Allowance allowance =
                allowances.of(book.community(), wish.person(), wish.service().kind(), wish.day());
        Price price = Pricing.price(book, service, informed.facts(), wish.day(), allowance)
                .orRefuse();
        return view(tokens, book, service, informed.facts(), wish.day(), price);
    }

    static QuoteView view(
            QuoteTokens tokens, PriceBook book, ServiceId service, PersonFacts facts, LocalDate day, Price price) {
        Instant expiresAt = tokens.expiry();
        return new QuoteView(
                service,
                facts.id(),
                day,
                price.listFen(),
                price.dueFen(),
                price.tier(),
                book.version(),
                Words.say(book, price.lines(), Conditions.age(facts, day)),
                tokens.sign(book.id(), service, facts, price.dueFen(), expiresAt),
                expiresAt);
    }
}
