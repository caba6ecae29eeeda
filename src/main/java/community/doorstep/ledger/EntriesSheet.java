package community.doorstep.ledger;

import community.doorstep.shared.Money;
import community.doorstep.shared.Sheet;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

/** An account's statement as a sheet. */
final class EntriesSheet {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private EntriesSheet() {}

    static Sheet of(Statement statement) {
        return Sheet.of(
                "账户 " + statement.account(),
                statement.items(),
                List.of(
                        Sheet.column("时间", entry -> LocalDateTime.ofInstant(entry.at(), SHANGHAI)),
                        Sheet.column("摘要", Statement.Entry::words),
                        Sheet.column("类型", Statement.Entry::kind),
                        Sheet.column("金额（元）", entry -> Money.fen(entry.amountFen())),
                        Sheet.column("凭证", entry -> entry.transfer().toString())));
    }
}
