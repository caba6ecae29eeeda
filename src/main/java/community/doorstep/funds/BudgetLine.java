package community.doorstep.funds;

import community.doorstep.catalog.ServiceKind;
import community.doorstep.shared.CommunityId;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.UUID;

/** What one budget has left, less what was taken from it here. */
public final class BudgetLine {

    /** What may be spent on little else goes first, then what ends first. */
    public static final Comparator<BudgetLine> SPENDING_ORDER = Comparator.comparing(
                    (BudgetLine budget) -> budget.purpose == Purpose.ANY)
            .thenComparing(budget -> budget.last)
            .thenComparing(budget -> budget.id);

    private final CommunityId community;
    private final UUID id;
    private final String fund;
    private final Purpose purpose;
    private final LocalDate first;
    private final LocalDate last;
    private final long leftFen;
    private long takenFen;

    BudgetLine(
            CommunityId community,
            UUID id,
            String fund,
            Purpose purpose,
            LocalDate first,
            LocalDate last,
            long leftFen) {
        this.community = community;
        this.id = id;
        this.fund = fund;
        this.purpose = purpose;
        this.first = first;
        this.last = last;
        this.leftFen = leftFen;
    }

    public boolean pays(CommunityId payer, String code, ServiceKind kind, LocalDate day, long fen) {
        return fen <= leftFen - takenFen
                && fund.equals(code)
                && purpose.covers(kind)
                && !day.isBefore(first)
                && !day.isAfter(last)
                && community.equals(payer);
    }

    public void take(long fen) {
        takenFen += fen;
    }

    CommunityId community() {
        return community;
    }

    public UUID id() {
        return id;
    }

    public long takenFen() {
        return takenFen;
    }
}
