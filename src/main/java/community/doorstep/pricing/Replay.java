package community.doorstep.pricing;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.identity.PersonFacts;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Prices past charges anew, one after the other as they were booked, and counts what that changes. What it remembers
 * grows with the people, not with their bookings. Charges before its first day only use up quotas and budgets. No I/O.
 */
final class Replay {

    static final String NO_EVIDENCE = "NONE";

    /** For bookings that were entered after their day. */
    private static final int LATE_DAYS = 14;

    private static final int FORGET_EVERY_DAYS = 7;

    private final PriceBook draft;
    private final Set<ServiceId> priced = new HashSet<>();
    private final Map<ServiceId, ServiceKind> kinds = new HashMap<>();
    private final Allowances allowances;
    private final LocalDate from;
    private final Map<PersonId, Integer> people = new HashMap<>();
    private final Map<AgeBand, Tally> ages = new TreeMap<>();
    private final Map<String, Tally> evidence = new TreeMap<>();
    private final Map<ServiceId, Tally> services = new HashMap<>();
    private final Subsidies subsidies = new Subsidies();
    private final SubsidyDays days = new SubsidyDays();
    private LocalDate forgetAfter = LocalDate.MIN;

    /**
     * @param budgets as they stood before the first charge, in the order in which they are spent
     * @param from the first day of service that is counted
     */
    Replay(PriceBook draft, BookContent content, List<Service> known, List<BudgetLine> budgets, LocalDate from) {
        this.draft = draft;
        this.allowances = new Allowances(Map.of(), budgets);
        this.from = from;
        content.prices().forEach(price -> priced.add(price.service()));
        known.forEach(service -> kinds.put(service.id(), service.kind()));
    }

    void add(PastCharge charge) {
        forget(charge.bookedOn());
        boolean counts = !charge.day().isBefore(from);
        Price price = priced.contains(charge.service()) ? price(charge, counts) : null;
        if (price != null) {
            allowances.take(draft.community(), charge.person(), price);
        }
        if (counts) {
            count(charge, price);
        }
    }

    private void forget(LocalDate bookedOn) {
        if (bookedOn.isAfter(forgetAfter)) {
            LocalDate latest = bookedOn.minusDays(LATE_DAYS);
            allowances.forget(usage -> isOver(usage, latest));
            forgetAfter = bookedOn.plusDays(FORGET_EVERY_DAYS);
        }
    }

    private boolean isOver(Needs.Usage usage, LocalDate day) {
        BenefitRule rule = draft.rule(usage.rule());
        Quota quota = rule == null ? null : rule.quota();
        return quota == null || usage.periodStart().isBefore(quota.per().startOf(day));
    }

    /** Null when the draft would refuse it. */
    private @Nullable Price price(PastCharge charge, boolean counts) {
        ServiceKind kind = kinds.getOrDefault(charge.service(), ServiceKind.OTHER);
        Allowance left = allowances.of(draft.community(), charge.person(), kind, charge.day());
        PersonFacts facts = charge.facts();
        Price price = Pricing.price(
                draft, charge.service(), facts, charge.day(), counts ? watched(left, charge.bookedOn()) : left);
        return price.refused() ? null : price;
    }

    private Allowance watched(Allowance left, LocalDate bookedOn) {
        return new Allowance() {
            @Override
            public int used(BenefitRule rule, LocalDate periodStart) {
                return left.used(rule, periodStart);
            }

            @Override
            public @Nullable UUID paying(String fund, long fen) {
                UUID budget = left.paying(fund, fen);
                if (budget == null) {
                    subsidies.ranDry(fund, bookedOn);
                }
                return budget;
            }
        };
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
