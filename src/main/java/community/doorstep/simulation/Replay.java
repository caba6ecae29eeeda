package community.doorstep.simulation;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.funds.BudgetLine;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricing.PastCharge;
import community.doorstep.pricing.Price;
import community.doorstep.pricing.Repricing;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Prices past charges anew, one after the other as they were booked, and counts what that changes. What it remembers
 * grows with the people, not with their bookings. Charges before its first day only use up quotas and budgets. No I/O.
 */
final class Replay {

    static final String NO_EVIDENCE = "NONE";

    private final Map<ServiceId, ServiceKind> kinds = new HashMap<>();
    private final Repricing repricing;
    private final LocalDate from;
    private final Map<PersonId, Integer> people = new HashMap<>();
    private final Map<AgeBand, Tally> ages = new TreeMap<>();
    private final Map<String, Tally> evidence = new TreeMap<>();
    private final Map<ServiceId, Tally> services = new HashMap<>();
    private final Subsidies subsidies = new Subsidies();
    private final SubsidyDays days = new SubsidyDays();

    /**
     * @param budgets as they stood before the first charge, in the order in which they are spent
     * @param from the first day of service that is counted
     */
    Replay(PriceBook draft, List<Service> known, List<BudgetLine> budgets, LocalDate from) {
        this.repricing = new Repricing(draft, budgets);
        this.from = from;
        known.forEach(service -> kinds.put(service.id(), service.kind()));
    }

    void add(PastCharge charge) {
        boolean counts = !charge.day().isBefore(from);
        Price price = price(charge, counts);
        if (counts) {
            count(charge, price);
        }
    }

    /** Null when the draft does not price it, or would refuse it. */
    private @Nullable Price price(PastCharge charge, boolean counts) {
        ServiceKind kind = kinds.getOrDefault(charge.service(), ServiceKind.OTHER);
        return repricing.price(charge, kind, fund -> {
            if (counts) {
                subsidies.ranDry(fund, charge.bookedOn());
            }
        });
    }

    private void count(PastCharge charge, @Nullable Price price) {
        Integer number = people.putIfAbsent(charge.person(), people.size());
        int person = number == null ? people.size() - 1 : number;
        Subsidies ofTheDay = days.of(charge.day(), person);
        charge.eachPaid((fund, fen) -> {
            subsidies.paid(fund, fen);
            ofTheDay.paid(fund, fen);
        });
        if (price != null) {
            price.eachPays((fund, fen) -> {
                subsidies.wouldPay(fund, fen);
                ofTheDay.wouldPay(fund, fen);
            });
        }
        Tally service = services.computeIfAbsent(charge.service(), id -> new Tally());
        count(service, person, charge, price);
        count(ages.computeIfAbsent(AgeBand.of(charge.age()), band -> new Tally()), person, charge, price);
        if (charge.evidence().isEmpty()) {
            count(evidence.computeIfAbsent(NO_EVIDENCE, kind -> new Tally()), person, charge, price);
        }
        for (String kind : charge.evidence().keySet()) {
            count(evidence.computeIfAbsent(kind, held -> new Tally()), person, charge, price);
        }
    }

    private static void count(Tally tally, int person, PastCharge charge, @Nullable Price price) {
        if (price == null) {
            tally.refused(person, charge.dueFen());
        } else {
            tally.booked(person, charge.dueFen(), price.dueFen());
        }
    }

    Map<AgeBand, Tally> ages() {
        return ages;
    }

    Map<String, Tally> evidence() {
        return evidence;
    }

    Map<ServiceId, Tally> services() {
        return services;
    }

    Subsidies subsidies() {
        return subsidies;
    }

    SubsidyDays days() {
        return days;
    }
}
