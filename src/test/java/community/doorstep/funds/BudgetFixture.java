package community.doorstep.funds;

import community.doorstep.shared.CommunityId;
import java.time.LocalDate;
import java.util.UUID;

/** Budgets for tests, to be spent on anything. */
public final class BudgetFixture {

    private BudgetFixture() {}

    public static BudgetLine aBudget(
            CommunityId community, String fund, LocalDate first, LocalDate last, long leftFen) {
        return new BudgetLine(community, UUID.randomUUID(), fund, Purpose.ANY, first, last, leftFen);
    }
}
