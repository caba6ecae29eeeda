package community.doorstep.passes;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pass as it stands.
 *
 * @param digits sealed
 * @param usedAt when the use was that counts, by our clock
 */
record Pass(
        CommunityId community,
        PassId id,
        StationId station,
        String purpose,
        UUID subject,
        Instant validFrom,
        Instant validUntil,
        byte[] digits,
        String digitsHash,
        @Nullable Instant usedAt,
        @Nullable UUID use,
        @Nullable Instant withdrawnAt) {

    static Pass of(Readable row) {
        return new Pass(
                new CommunityId(Rows.uuid(row, "community_id")),
                new PassId(Rows.uuid(row, "id")),
                new StationId(Rows.uuid(row, "station_id")),
                Rows.text(row, "purpose"),
                Rows.uuid(row, "subject_id"),
                Rows.instant(row, "valid_from"),
                Rows.instant(row, "valid_until"),
                Rows.get(row, "digits", byte[].class),
                Rows.text(row, "digits_hash"),
                Rows.instantOrNull(row, "used_at"),
                row.get("use_id", UUID.class),
                Rows.instantOrNull(row, "withdrawn_at"));
    }

    QrPayload payload() {
        return new QrPayload(id, station, purpose, subject, validFrom, validUntil);
    }

    @Override
    public String toString() {
        return "Pass[" + id + "]";
    }
}
