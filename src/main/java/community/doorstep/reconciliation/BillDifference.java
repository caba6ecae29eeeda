package community.doorstep.reconciliation;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A difference between a bill of WeChat and the books, and what became of it.
 *
 * @param cause the suggested one, until somebody settled it
 */
record BillDifference(
        UUID id,
        @Nullable CommunityId communityId,
        LocalDate day,
        DifferenceKind kind,
        String number,
        String wechatNumber,
        long wechatFen,
        long bookedFen,
        DifferenceCause cause,
        State state,
        Instant foundAt,
        @Nullable PersonId settledBy,
        @Nullable Instant settledAt,
        String note) {

    enum State {
        OPEN,
        SETTLED,
        /** A later bill or booking explained it. */
        GONE
    }

    static BillDifference of(Readable row) {
        UUID community = row.get("community_id", UUID.class);
        UUID settledBy = row.get("settled_by", UUID.class);
        return new BillDifference(
                Rows.uuid(row, "id"),
                community == null ? null : new CommunityId(community),
                Rows.get(row, "day", LocalDate.class),
                DifferenceKind.valueOf(Rows.text(row, "kind")),
                Rows.text(row, "number"),
                Rows.text(row, "wechat_number"),
                Rows.number(row, "wechat_fen"),
                Rows.number(row, "booked_fen"),
                DifferenceCause.valueOf(Rows.text(row, "cause")),
                State.valueOf(Rows.text(row, "state")),
                Rows.instant(row, "found_at"),
                settledBy == null ? null : new PersonId(settledBy),
                Rows.instantOrNull(row, "settled_at"),
                Rows.text(row, "note"));
    }
}
