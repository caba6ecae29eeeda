package community.doorstep.workforce;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import io.r2dbc.spi.Readable;
import java.util.Set;

/** Reads shifts from rows. */
final class ShiftRows {

    private ShiftRows() {}

    static StationRef station(Readable row) {
        return new StationRef(
                new CommunityId(Rows.uuid(row, "community_id")), new StationId(Rows.uuid(row, "station_id")));
    }

    static Shift shift(Readable row) {
        return new Shift(
                new PersonId(Rows.uuid(row, "worker_id")),
                station(row),
                Rows.get(row, "on_duty", Boolean.class),
                Rows.get(row, "on_break", Boolean.class),
                Rows.instant(row, "since"),
                Set.of(Rows.get(row, "skills", String[].class)));
    }
}
