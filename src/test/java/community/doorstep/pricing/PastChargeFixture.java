package community.doorstep.pricing;

import community.doorstep.catalog.PaymentTerms;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.ServiceRules;
import community.doorstep.funds.BudgetFixture;
import community.doorstep.funds.BudgetLine;
import community.doorstep.pricebook.BookContent;
import community.doorstep.pricebook.BookFixture;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.RandomBooks;
import community.doorstep.pricebook.ServicePrice;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** Charges of the past for tests: given one by one, or as a random town booked them under a book. */
public final class PastChargeFixture {

    public static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    public static final StationId STATION = new StationId(new UUID(7, 7));

    private PastChargeFixture() {}

    public static PersonId person(int number) {
        return new PersonId(new UUID(9, number));
    }

    public static PastCharge lunch(
            int person, LocalDate day, Integer age, long dueFen, String fund, String... evidence) {
        Map<String, LocalDate> held = new TreeMap<>();
        for (String kind : evidence) {
            held.put(kind, null);
        }
        return new PastCharge(person(person), BookFixture.LUNCH, day, day, age, held, 1500, dueFen, fund);
    }

    /** A lunch of which several funds paid each a part. */
    @SafeVarargs
    public static PastCharge lunchInParts(
            int person, LocalDate day, Integer age, long dueFen, Map.Entry<String, Long>... paid) {
        List<ChargePart> parts = Stream.of(paid)
                .map(part -> new ChargePart("rule", part.getKey(), null, null, part.getValue()))
                .toList();
        return new PastCharge(
                person(person), BookFixture.LUNCH, day, day, age, Map.of(), 1500, dueFen, paid[0].getKey(), parts);
    }

    /** What each would cost under the draft, one after the other; null where the draft would refuse it. */
    public static List<Long> due(
            List<PastCharge> past, PriceBook draft, BookContent content, List<BudgetLine> budgets) {
        Allowances left = new Allowances(Map.of(), budgets);
        List<Long> due = new ArrayList<>();
        for (PastCharge charge : past) {
            boolean priced =
                    content.prices().stream().anyMatch(price -> price.service().equals(charge.service()));
            Allowance allowance = left.of(draft.community(), charge.person(), kind(charge), charge.day());
            Price price =
                    priced ? Pricing.price(draft, charge.service(), charge.facts(), charge.day(), allowance) : null;
            boolean refused = price == null || price.refused();
            if (!refused) {
                left.take(draft.community(), charge.person(), price);
            }
            due.add(refused ? null : Long.valueOf(price.dueFen()));
        }
        return due;
    }

    private static ServiceKind kind(PastCharge charge) {
        return charge.service().equals(BookFixture.LUNCH) ? ServiceKind.MEAL : ServiceKind.OTHER;
    }

    public static Service service(ServiceId id, ServiceKind kind, StationId station) {
        return new Service(
                id,
                new CommunityId(new UUID(1, 1)),
                station,
                kind,
                "服务" + id,
                "",
                "SEAT",
                PaymentTerms.AT_DOOR,
                900,
                null,
                null,
                ServiceRules.NONE);
    }

    public static BudgetLine budget(CommunityId community, String fund, long leftFen) {
        LocalDate newYear = LocalDate.of(2026, 1, 1);
        return BudgetFixture.aBudget(
                community, fund, newYear, newYear.plusYears(1).minusDays(1), leftFen);
    }

    /** What a random town booked, priced as bookings are: with the engine, on quotas and budgets that run out. */
    public static List<PastCharge> booked(
            Random random, PriceBook book, BookContent content, List<BudgetLine> budgets, int n) {
        RandomBooks people = new RandomBooks(random);
        List<PastCharge> town = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            town.add(somebody(people.person(), random.nextInt(90)));
        }
        Allowances left = new Allowances(Map.of(), budgets);
        List<PastCharge> booked = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            PastCharge who = town.get(random.nextInt(town.size()));
            ServicePrice price =
                    content.prices().get(random.nextInt(content.prices().size()));
            LocalDate bookedOn = FIRST.plusDays(i * 60L / n);
            LocalDate day = bookedOn.plusDays(random.nextInt(10));
            Allowance allowance = left.of(book.community(), who.person(), ServiceKind.MEAL, day);
            PastCharge charge = new PastCharge(
                    who.person(), price.service(), day, bookedOn, who.age(), who.evidence(), price.listFen(), 0, "");
            Price given = Pricing.price(book, price.service(), charge.facts(), day, allowance);
            if (!given.refused()) {
                left.take(book.community(), who.person(), given);
                booked.add(new PastCharge(
                        who.person(),
                        price.service(),
                        day,
                        bookedOn,
                        who.age(),
                        who.evidence(),
                        given.listFen(),
                        given.dueFen(),
                        given.fund(),
                        given.parts()));
            }
        }
        return booked;
    }

    private static PastCharge somebody(community.doorstep.identity.PersonFacts facts, int age) {
        Map<String, LocalDate> held = new TreeMap<>();
        facts.evidence().forEach((kind, until) -> {
            if (until == null) {
                held.put(kind, null);
            }
        });
        Integer known = facts.birthDate() == null ? null : Integer.valueOf(age);
        return new PastCharge(facts.id(), BookFixture.LUNCH, FIRST, FIRST, known, held, 0, 0, "");
    }
}
