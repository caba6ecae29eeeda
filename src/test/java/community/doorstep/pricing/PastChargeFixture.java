package community.doorstep.pricing;

import community.doorstep.catalog.PaymentTerms;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.ServiceRules;
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

/** Charges of the past for tests: given one by one, or as a random town booked them under a book. */
final class PastChargeFixture {

    static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    static final StationId STATION = new StationId(new UUID(7, 7));

    private PastChargeFixture() {}

    static PersonId person(int number) {
        return new PersonId(new UUID(9, number));
    }

    static PastCharge lunch(int person, LocalDate day, Integer age, long dueFen, String fund, String... evidence) {
        Map<String, LocalDate> held = new TreeMap<>();
        for (String kind : evidence) {
            held.put(kind, null);
        }
        return new PastCharge(person(person), BookFixture.LUNCH, day, day, age, held, 1500, dueFen, fund);
    }

    static Service service(ServiceId id, ServiceKind kind, StationId station) {
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

    static BudgetLine budget(CommunityId community, String fund, long leftFen) {
        return new BudgetLine(
                community,
                UUID.randomUUID(),
                fund,
                Purpose.ANY,
                LocalDate.of(2026, 1, 1),
                LocalDate.of(2026, 12, 31),
                leftFen);
    }

    /** What a random town booked, priced as bookings are: with the engine, on quotas and budgets that run out. */
    static List<PastCharge> booked(
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
