package community.doorstep.pricing;

import community.doorstep.catalog.ServiceKind;
import community.doorstep.funds.BudgetLine;
import community.doorstep.pricebook.BenefitRule;
import community.doorstep.pricebook.PriceBook;
import community.doorstep.pricebook.Quota;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Prices past charges anew under another book, one after the other as they were booked, on what those before have left.
 * What it remembers grows with the people, not with their bookings. No I/O.
 */
public final class Repricing {

    /** For bookings that were entered after their day. */
    private static final int LATE_DAYS = 14;

    private static final int FORGET_EVERY_DAYS = 7;

    private final PriceBook book;
    private final Allowances allowances;
    private LocalDate forgetAfter = LocalDate.MIN;

    /**
     * @param budgets as they stood before the first charge, in the order in which they are spent
     */
    public Repricing(PriceBook book, List<BudgetLine> budgets) {
        this.book = book;
        this.allowances = new Allowances(Map.of(), budgets);
    }

    /**
     * Takes what the price holds; null, and takes nothing, when the book does not price the service or would refuse it.
     *
     * @param empty is told each fund that has too little left for it
     */
    public @Nullable Price price(PastCharge charge, ServiceKind kind, Consumer<String> empty) {
        forget(charge.bookedOn());
        if (!book.prices(charge.service())) {
            return null;
        }
        Allowance left = allowances.of(book.community(), charge.person(), kind, charge.day());
        Price price = Pricing.price(book, charge.service(), charge.facts(), charge.day(), watched(left, empty));
        if (price.refused()) {
            return null;
        }
        allowances.take(book.community(), charge.person(), price);
        return price;
    }

    private static Allowance watched(Allowance left, Consumer<String> empty) {
        return new Allowance() {
            @Override
            public int used(BenefitRule rule, LocalDate periodStart) {
                return left.used(rule, periodStart);
            }

            @Override
            public @Nullable UUID paying(String fund, long fen) {
                UUID budget = left.paying(fund, fen);
                if (budget == null) {
                    empty.accept(fund);
                }
                return budget;
            }
        };
    }

    private void forget(LocalDate bookedOn) {
        if (bookedOn.isAfter(forgetAfter)) {
            LocalDate latest = bookedOn.minusDays(LATE_DAYS);
            allowances.forget(usage -> isOver(usage, latest));
            forgetAfter = bookedOn.plusDays(FORGET_EVERY_DAYS);
        }
    }

    private boolean isOver(Needs.Usage usage, LocalDate day) {
        BenefitRule rule = book.rule(usage.rule());
        Quota quota = rule == null ? null : rule.quota();
        return quota == null || usage.periodStart().isBefore(quota.per().startOf(day));
    }
}
