package community.doorstep.simulation;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.funds.BudgetFixture;
import community.doorstep.funds.BudgetLine;
import community.doorstep.pricebook.BookContent;
import community.doorstep.pricebook.BookFixture;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricing.PastCharge;
import community.doorstep.pricing.PastChargeFixture;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Replays generated charges for the bench, in a process of its own. Argument: how many people. Reads a number of charges
 * a line, answers in how many nanoseconds they were replayed; ends with its input.
 */
public final class SimulationLoad {

    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final List<ServiceId> SERVICES =
            List.of(BookFixture.CARE, BookFixture.LUNCH, BookFixture.SUPPER, BookFixture.REPAIR, BookFixture.CLAY);
    private static final String[] KINDS = {"LOW_INCOME", "DISABILITY", "RESIDENCY"};

    private final PastCharge[] people;

    private SimulationLoad(int people) {
        this.people = new PastCharge[people];
        Random random = new Random(people);
        for (int i = 0; i < people; i++) {
            this.people[i] = somebody(i, random);
        }
    }

    private static PastCharge somebody(int number, Random random) {
        Map<String, LocalDate> evidence = new TreeMap<>();
        for (String kind : KINDS) {
            if (random.nextInt(4) == 0) {
                evidence.put(kind, null);
            }
        }
        return new PastCharge(
                PastChargeFixture.person(number),
                BookFixture.LUNCH,
                FIRST,
                FIRST,
                random.nextInt(95),
                evidence,
                0,
                0,
                "",
                List.of());
    }

    public static void main(String[] arguments) throws Exception {
        SimulationLoad load = new SimulationLoad(Integer.parseInt(arguments[0]));
        var orders = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            System.out.println(load.replayed(Integer.parseInt(line)));
        }
    }

    private long replayed(int charges) {
        BookContent content = BookFixture.wangjiangContent();
        PriceBook draft = BookFixture.aBook(content);
        List<Service> services = SERVICES.stream()
                .map(id -> PastChargeFixture.service(id, ServiceKind.OTHER, PastChargeFixture.STATION))
                .toList();
        List<BudgetLine> budgets = new ArrayList<>();
        content.funds()
                .forEach(fund -> budgets.add(BudgetFixture.aBudget(
                        draft.community(), fund.code(), FIRST, FIRST.plusYears(1), 500L * charges)));
        long start = System.nanoTime();
        Replay replay = new Replay(draft, services, budgets, FIRST);
        Random random = new Random(charges);
        for (int i = 0; i < charges; i++) {
            replay.add(next(i, charges, random));
        }
        long nanos = System.nanoTime() - start;
        long counted = replay.services().values().stream()
                .mapToLong(tally -> tally.impact().bookings())
                .sum();
        if (counted != charges) {
            throw new IllegalStateException(counted + " of " + charges + " were counted");
        }
        return nanos;
    }

    private PastCharge next(int i, int charges, Random random) {
        PastCharge who = people[random.nextInt(people.length)];
        LocalDate bookedOn = FIRST.plusDays(i * 365L / charges);
        ServiceId service = SERVICES.get(random.nextInt(SERVICES.size()));
        long due = random.nextInt(1500);
        return new PastCharge(
                new community.doorstep.shared.PersonId(new java.util.UUID(
                        who.person().value().getMostSignificantBits(),
                        who.person().value().getLeastSignificantBits())),
                service,
                bookedOn.plusDays(random.nextInt(14)),
                bookedOn,
                who.age(),
                who.evidence(),
                1500,
                due,
                due < 700 ? "seed" : "",
                List.of());
    }
}
