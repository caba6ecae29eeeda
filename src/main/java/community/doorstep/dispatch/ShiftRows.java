package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads shifts from rows. */
final class ShiftRows {

    private ShiftRows() {}

    static Shift shift(Readable row) {
        return new Shift(
                new PersonId(Rows.uuid(row, "worker_id")),
                new StationRef(
                        new CommunityId(Rows.uuid(row, "community_id")), new StationId(Rows.uuid(row, "station_id"))),
                Rows.get(row, "on_duty", Boolean.class),
                Rows.instant(row, "since"),
                Set.of(Rows.get(row, "skills", String[].class)));
    }

    /** The worker's shift as a row about a job shows it, in that job's community. */
    static @Nullable Shift seenFrom(Job job, PersonId worker, Readable row) {
        UUID station = row.get("shift_station", UUID.class);
        return station == null
                ? null
                : new Shift(
                        worker,
                        new StationRef(job.community(), new StationId(station)),
                        Rows.get(row, "on_duty", Boolean.class),
                        Rows.instant(row, "since"),
                        Set.of());
    }
}
