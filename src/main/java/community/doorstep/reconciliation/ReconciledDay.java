package community.doorstep.reconciliation;

import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day and what WeChat's trade bill says of it.
 *
 * @param feesFen what WeChat kept
 * @param doneAt null until its bills were compared
 */
record ReconciledDay(
        LocalDate day,
        int payments,
        long paidFen,
        int refunds,
        long refundedFen,
        long feesFen,
        @Nullable Instant doneAt) {

    static ReconciledDay of(Readable row) {
        return new ReconciledDay(
                Rows.get(row, "day", LocalDate.class),
                Rows.get(row, "payments", Integer.class),
                Rows.number(row, "paid_fen"),
                Rows.get(row, "refunds", Integer.class),
                Rows.number(row, "refunded_fen"),
                Rows.number(row, "fees_fen"),
                Rows.instantOrNull(row, "done_at"));
    }
}
