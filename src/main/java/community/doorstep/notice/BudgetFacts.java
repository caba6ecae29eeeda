package community.doorstep.notice;

import community.doorstep.funds.BudgetRanLow;
import java.time.LocalDate;
import java.util.Locale;

/** A budget that runs low, as it was when that was noticed. */
record BudgetFacts(String fundZh, String fundEn, int percent, long amountFen, long leftFen, LocalDate periodEnd) {

    static BudgetFacts of(BudgetRanLow event) {
        return new BudgetFacts(
                event.fundZh(), event.fundEn(), event.percent(), event.amountFen(), event.leftFen(), event.periodEnd());
    }

    String fund(Locale locale) {
        return locale.getLanguage().equals("en") ? fundEn : fundZh;
    }
}
