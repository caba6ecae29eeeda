package community.doorstep.funds;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import java.time.LocalDate;
import java.util.UUID;

/**
 * So much of a budget is reserved or spent; told once for each threshold, and again only after the amount was raised.
 *
 * @param aggregate the budget
 * @param fundZh,fundEn the fund's names
 * @param percent the threshold that was reached: 80 or 95
 * @param leftFen neither reserved nor spent when it was noticed
 */
public record BudgetRanLow(
        CommunityId community,
        UUID aggregate,
        long version,
        String fundZh,
        String fundEn,
        int percent,
        long amountFen,
        long leftFen,
        LocalDate periodEnd)
        implements DomainEvent {}
