package community.doorstep.pricing;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotId;
import community.doorstep.identity.PersonFacts;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.PublishedBooks;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Quotes for several slots at once: the days of a repeat, or a family's day. They are priced in order, each after those
 * before it, so that the third call of two free ones has its price.
 */
@Component
public class BatchQuotes {

    public static final int MOST = 500;

    /** A slot with its price. */
    public record SlotQuote(SlotId slotId, QuoteView quote) {}

    private record Known(Map<SlotId, Slot> slots, Map<ServiceId, Service> services) {}

    private final Catalog catalog;
    private final PublishedBooks books;
    private final Standings standings;
    private final QuoteTokens tokens;

    BatchQuotes(Catalog catalog, PublishedBooks books, Standings standings, QuoteTokens tokens) {
        this.catalog = catalog;
        this.books = books;
        this.standings = standings;
        this.tokens = tokens;
    }

    /**
     * Refuses {@code service-unknown}, {@code slot-unknown}, {@code person-unknown} (404), {@code service-unpriced},
     * {@code budget-exhausted} (409).
     */
    public Mono<List<SlotQuote>> of(Caller caller, List<QuoteWish> wishes) {
        if (wishes.isEmpty()) {
            return Mono.just(List.of());
        }
        return catalog.slots(wishes.stream().map(QuoteWish::slotId).distinct().toList())
                .zipWhen(slots -> services(wishes), Known::new)
                .zipWhen(known -> books(known.services()), (known, books) -> wished(caller, wishes, known, books))
                .flatMap(standings::together)
                .map(table -> priced(wishes, table));
    }

    private Mono<Map<ServiceId, Service>> services(List<QuoteWish> wishes) {
        return Flux.fromStream(wishes.stream().map(QuoteWish::serviceId).distinct())
                .concatMap(catalog::service)
                .collectMap(Service::id);
    }

    private Mono<Map<CommunityId, PriceBook>> books(Map<ServiceId, Service> services) {
        return Flux.fromStream(
                        services.values().stream().map(Service::communityId).distinct())
                .concatMap(this::book)
                .collectMap(PriceBook::community);
    }

    private Mono<PriceBook> book(CommunityId community) {
        return books.current(community).switchIfEmpty(Mono.error(() -> Refusal.conflict("service-unpriced")));
    }

    private static List<Standings.Wish> wished(
            Caller caller, List<QuoteWish> wishes, Known known, Map<CommunityId, PriceBook> books) {
        return wishes.stream()
                .map(wish -> {
                    Slot slot = Objects.requireNonNull(known.slots().get(wish.slotId()));
                    Service service = Objects.requireNonNull(known.services().get(wish.serviceId()));
                    if (!slot.serviceId().equals(service.id())) {
                        throw Refusal.notFound("slot-unknown");
                    }
                    PersonId person = wish.beneficiaryId() == null ? caller.person() : wish.beneficiaryId();
                    PriceBook book = Objects.requireNonNull(books.get(service.communityId()));
                    return new Standings.Wish(caller.person(), service, person, slot.day(), book);
                })
                .toList();
    }

    private List<SlotQuote> priced(List<QuoteWish> wishes, Standings.Table table) {
        List<SlotQuote> quotes = new ArrayList<>();
        for (int i = 0; i < wishes.size(); i++) {
            quotes.add(
                    new SlotQuote(wishes.get(i).slotId(), priced(table.wishes().get(i), table)));
        }
        return quotes;
    }

    private QuoteView priced(Standings.Wish wish, Standings.Table table) {
        PersonFacts facts =
                ChargeDesk.factsOf(table.facts(), wish.person(), wish.book().community());
        CommunityId community = wish.book().community();
        Allowance allowance =
                table.left().of(community, wish.person(), wish.service().kind(), wish.day());
        Price price = Pricing.price(wish.book(), wish.service().id(), facts, wish.day(), allowance)
                .orRefuse();
        table.left().take(community, wish.person(), price);
        return Quotes.view(tokens, wish.book(), wish.service().id(), facts, wish.day(), price);
    }
}
