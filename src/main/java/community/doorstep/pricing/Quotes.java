package community.doorstep.pricing;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotId;
import community.doorstep.identity.PersonFacts;
import community.doorstep.pricebook.Conditions;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.PublishedBooks;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says what a service would cost somebody, as a token that a booking can hold it to. */
@Component
class Quotes {

    private static final int MOST_SLOTS = 20_000;

    /** A moved slot's new day is seen after this; a booking is charged for the day of its seats in any case. */
    private static final Duration SLOT_KEPT = Duration.ofSeconds(10);

    private record SlotDay(ServiceId service, LocalDate day) {}

    private final Catalog catalog;
    private final PublishedBooks books;
    private final Standings standings;
    private final QuoteTokens tokens;
    private final Clock clock;
    private final Cache<SlotId, SlotDay> slots = Caffeine.newBuilder()
            .maximumSize(MOST_SLOTS)
            .expireAfterWrite(SLOT_KEPT)
            .build();

    Quotes(Catalog catalog, PublishedBooks books, Standings standings, QuoteTokens tokens, Clock clock) {
        this.catalog = catalog;
        this.books = books;
        this.standings = standings;
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
        return catalog.service(service)
                .zipWhen(known -> day(known, slot, day))
                .zipWhen(
                        known -> book(known.getT1()),
                        (known, book) ->
                                new Standings.Wish(caller.person(), known.getT1(), person, known.getT2(), book))
                .flatMap(standings::of)
                .map(this::view);
    }

    private Mono<PriceBook> book(Service service) {
        return books.current(service.communityId())
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("service-unpriced")));
    }

    private Mono<LocalDate> day(Service service, @Nullable SlotId slot, @Nullable LocalDate day) {
        if (slot != null) {
            return slotDay(slot)
                    .filter(found -> found.service().equals(service.id()))
                    .switchIfEmpty(Mono.error(() -> Refusal.notFound("slot-unknown")))
                    .map(SlotDay::day);
        }
        return day != null
                ? Mono.just(day)
                : catalog.community(service.communityId())
                        .map(community -> LocalDate.ofInstant(clock.instant(), community.zone()));
    }

    private Mono<SlotDay> slotDay(SlotId slot) {
        SlotDay known = slots.getIfPresent(slot);
        return known != null
                ? Mono.just(known)
                : catalog.slot(slot).map(Quotes::slotDay).doOnNext(read -> slots.put(slot, read));
    }

    private static SlotDay slotDay(Slot slot) {
        return new SlotDay(slot.serviceId(), slot.day());
    }

    private QuoteView view(Standings.Standing standing) {
        Standings.Wish wish = standing.wish();
        ServiceId service = wish.service().id();
        Price price = Pricing.price(wish.book(), service, standing.facts(), wish.day(), standing.allowance())
                .orRefuse();
        return view(tokens, wish.book(), service, standing.facts(), wish.day(), price);
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
                Sentence.of(book, service, price.lines(), Conditions.age(facts, day)),
                Words.say(book, price.lines(), Conditions.age(facts, day)),
                tokens.sign(book.id(), service, facts, price.dueFen(), expiresAt),
                expiresAt);
    }
}
