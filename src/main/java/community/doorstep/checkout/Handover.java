package community.doorstep.checkout;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Cash that somebody hands in at a station: all that they had in hand when they offered it. */
record Handover(
        UUID id,
        CommunityId communityId,
        StationId stationId,
        PersonId holderId,
        long amountFen,
        State state,
        Instant offeredAt,
        @Nullable PersonId decidedBy,
        @Nullable Instant decidedAt,
        String reason) {

    enum State {
        OFFERED,
        CONFIRMED,
        REFUSED
    }

    static Handover of(Readable row) {
        UUID decidedBy = row.get("decided_by", UUID.class);
        return new Handover(
                Rows.uuid(row, "id"),
                new CommunityId(Rows.uuid(row, "community_id")),
                new StationId(Rows.uuid(row, "station_id")),
                new PersonId(Rows.uuid(row, "holder_id")),
                Rows.number(row, "amount_fen"),
                State.valueOf(Rows.text(row, "state")),
                Rows.instant(row, "offered_at"),
                decidedBy == null ? null : new PersonId(decidedBy),
                Rows.instantOrNull(row, "decided_at"),
                Rows.text(row, "reason"));
    }
}
