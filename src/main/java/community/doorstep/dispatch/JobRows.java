package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads jobs from rows. */
final class JobRows {

    /** The columns that {@link #job} reads, of a table or statement named job. */
    static final String COLUMNS = """
            job.community_id, job.id, job.station_id, job.resident_id, job.requested_by, job.skill, job.title,
            job.priority, job.latitude, job.longitude, job.starts_at, job.promised_by, job.state, job.worker_id,
            job.version, job.accepted_at, job.arrived_at, job.ended_at
            """;

    private JobRows() {}

    static Job job(Readable row) {
        return new Job(
                new JobId(Rows.uuid(row, "id")),
                new StationRef(
                        new CommunityId(Rows.uuid(row, "community_id")), new StationId(Rows.uuid(row, "station_id"))),
                new PersonId(Rows.uuid(row, "resident_id")),
                new PersonId(Rows.uuid(row, "requested_by")),
                Rows.text(row, "skill"),
                Rows.text(row, "title"),
                Rows.get(row, "priority", Integer.class),
                new GeoPoint(Rows.get(row, "latitude", Double.class), Rows.get(row, "longitude", Double.class)),
                Rows.instant(row, "starts_at"),
                Rows.instant(row, "promised_by"),
                JobState.valueOf(Rows.text(row, "state")),
                personOrNull(row, "worker_id"),
                Rows.number(row, "version"),
                Rows.instantOrNull(row, "accepted_at"),
                Rows.instantOrNull(row, "arrived_at"),
                Rows.instantOrNull(row, "ended_at"));
    }

    static @Nullable PersonId personOrNull(Readable row, String column) {
        UUID value = row.get(column, UUID.class);
        return value == null ? null : new PersonId(value);
    }
}
