package community.doorstep.workforce;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;

/** When a worker is to be on duty at a station. */
record PlannedShift(
        UUID id,
        CommunityId communityId,
        StationId stationId,
        PersonId workerId,
        Instant startsAt,
        Instant endsAt,
        String note) {

    static final String COLUMNS = "id, community_id, station_id, worker_id, starts_at, ends_at, note";

    static PlannedShift of(Readable row) {
        return new PlannedShift(
                Rows.uuid(row, "id"),
                new CommunityId(Rows.uuid(row, "community_id")),
                new StationId(Rows.uuid(row, "station_id")),
                new PersonId(Rows.uuid(row, "worker_id")),
                Rows.instant(row, "starts_at"),
                Rows.instant(row, "ends_at"),
                Rows.text(row, "note"));
    }
}
