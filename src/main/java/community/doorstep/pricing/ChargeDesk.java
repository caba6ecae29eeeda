package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.identity.PersonFacts;
import community.doorstep.pricebook.Conditions;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Prices the bookings of one batch in the order in which they come, on rows that are locked; remembers what it gave, so
 * that two of a batch never share a last yuan. No I/O.
 */
public final class ChargeDesk {

    /** A booking with its price, to be written. */
    record Made(
            ChargeRequest request,
            PriceBook book,
            Price price,
            @Nullable Integer age,
            List<String> evidence) {

        Charge charge() {
            return Charge.of(
                    request.booking(),
                    book,
                    request.service(),
                    price.lines(),
                    price.dueFen(),
                    price.tier(),
                    price.fund(),
                    age);
        }
    }

    private final Map<CommunityId, PriceBook> books;
    private final Map<PersonId, PersonFacts> facts;
    private final Map<ServiceId, ServiceKind> kinds;
    private final Allowances allowances;
    private final QuoteTokens tokens;
    private final Map<UUID, Made> made = new LinkedHashMap<>();

    ChargeDesk(
            Map<CommunityId, PriceBook> books,
            Map<PersonId, PersonFacts> facts,
            Map<ServiceId, ServiceKind> kinds,
            Allowances allowances,
            QuoteTokens tokens) {
        this.books = books;
        this.facts = facts;
        this.kinds = kinds;
        this.allowances = allowances;
        this.tokens = tokens;
    }

    /**
     * Refuses {@code service-unpriced}, {@code budget-exhausted}, {@code quote-expired} (409), {@code quote-invalid}
     * (400), {@code dearer-than-agreed} (409), and {@code quote-changed} (409, with the new {@code quote} and {@code because} BOOK, FACTS or ALLOWANCE). A
     * refused request takes nothing.
     */
    public Charge charge(ChargeRequest request) {
        Made before = made.get(request.booking());
        if (before != null) {
            return before.charge();
        }
        PriceBook book = books.get(request.community());
        if (book == null) {
            throw Refusal.conflict("service-unpriced");
        }
        PersonFacts person = factsOf(facts, request.beneficiary(), request.community());
        QuoteTokens.Quoted quoted =
                request.quote() == null ? null : tokens.read(request.quote(), request.service(), request.beneficiary());
        Price price = Pricing.price(book, request.service(), person, request.day(), allowance(request))
                .orRefuse();
        if (quoted != null && quoted.dueFen() != price.dueFen()) {
            throw changed(request, book, person, price, quoted);
        }
        if (request.atMostFen() != null && price.dueFen() > request.atMostFen()) {
            throw Refusal.conflict("dearer-than-agreed").with("dueFen", price.dueFen());
        }
        allowances.take(request.community(), request.beneficiary(), price);
        Made now = new Made(request, book, price, Conditions.age(person, request.day()), held(person, request));
        made.put(request.booking(), now);
        return now.charge();
    }

    private Allowance allowance(ChargeRequest request) {
        ServiceKind kind = kinds.getOrDefault(request.service(), ServiceKind.OTHER);
        return allowances.of(request.community(), request.beneficiary(), kind, request.day());
    }

    private Refusal changed(
            ChargeRequest request, PriceBook book, PersonFacts person, Price price, QuoteTokens.Quoted quoted) {
        String because = !quoted.book().equals(book.id())
                ? "BOOK"
                : quoted.sameFacts(tokens.digest(person)) ? "ALLOWANCE" : "FACTS";
        return Refusal.conflict("quote-changed")
                .with("because", because)
                .with("quote", Quotes.view(tokens, book, request.service(), person, request.day(), price));
    }

    /** As the community sees the person; somebody of whom nothing is known pays like anybody. */
    static PersonFacts factsOf(Map<PersonId, PersonFacts> facts, PersonId person, CommunityId community) {
        return facts.getOrDefault(person, new PersonFacts(person, null, Map.of()))
                .in(community);
    }

    /** The kinds of evidence that hold on the day. */
    private static List<String> held(PersonFacts person, ChargeRequest request) {
        List<String> held = new ArrayList<>();
        for (String kind : new TreeSet<>(person.evidence().keySet())) {
            if (person.holds(kind, request.day())) {
                held.add(kind);
            }
        }
        return held;
    }

    Collection<Made> made() {
        return made.values();
    }

    Allowances allowances() {
        return allowances;
    }
}
