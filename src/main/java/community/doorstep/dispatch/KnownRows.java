package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what is known when a step has changed nothing. */
final class KnownRows {

    private KnownRows() {}

    static JobRules.Known known(Readable row) {
        JobRules.Standing standing = new JobRules.Standing(
                shiftAt(row),
                isSo(row, "on_duty"),
                isSo(row, "on_break"),
                isSo(row, "skilled"),
                isSo(row, "place_free"),
                isSo(row, "helped_by_it"));
        return new JobRules.Known(
                JobRows.job(row),
                standing,
                HopKind.RELEASED.name().equals(row.get("last_kind", String.class)),
                isSo(row, "stops_open"));
    }

    private static @Nullable StationRef shiftAt(Readable row) {
        UUID station = row.get("shift_station", UUID.class);
        return station == null
                ? null
                : new StationRef(new CommunityId(Rows.uuid(row, "shift_community")), new StationId(station));
    }

    private static boolean isSo(Readable row, String column) {
        return Boolean.TRUE.equals(row.get(column, Boolean.class));
    }
}
