package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads jobs from rows. */
final class JobRows {

    /** The columns that {@link #job} reads, of a table or statement named job. */
    static final String COLUMNS = """
        job.community_id, job.id, job.station_id, job.resident_id, job.requested_by, job.skill, job.title,
        job.danger, job.stairs, job.rank, job.latitude, job.longitude, job.starts_at, job.promised_by, job.state,
        job.worker_id, job.version, job.fence, job.accepted_at, job.arrived_at, job.ended_at, job.audience,
        job.offered_to, job.offered_until, job.offered_why, job.guests, job.guest_communities, job.resumes_at,
        job.paused_for, job.helps, job.handover_to, job.alarm, job.alarm_cause, job.alarmed_at
        """;

    private JobRows() {}

    static Job job(Readable row) {
        return job(row, List.of());
    }

    /** With the neighbours who may have it no more. */
    static Job waitingAgain(Readable row) {
        return job(row, stations(row, "called", "called_communities"));
    }

    private static Job job(Readable row, List<StationRef> withdrawnFrom) {
        UUID helps = row.get("helps", UUID.class);
        return new Job(
                new JobId(Rows.uuid(row, "id")),
                station(row),
                new PersonId(Rows.uuid(row, "resident_id")),
                new PersonId(Rows.uuid(row, "requested_by")),
                Rows.text(row, "skill"),
                Rows.text(row, "title"),
                Rows.get(row, "danger", Boolean.class),
                Rows.get(row, "stairs", Boolean.class),
                Rows.number(row, "rank"),
                place(row),
                Rows.instant(row, "starts_at"),
                Rows.instant(row, "promised_by"),
                JobState.valueOf(Rows.text(row, "state")),
                personOrNull(row, "worker_id"),
                Rows.number(row, "version"),
                Rows.number(row, "fence"),
                Rows.instantOrNull(row, "accepted_at"),
                Rows.instantOrNull(row, "arrived_at"),
                Rows.instantOrNull(row, "ended_at"),
                "ALL".equals(Rows.text(row, "audience")),
                offer(row),
                stations(row, "guests", "guest_communities"),
                withdrawnFrom,
                Rows.instantOrNull(row, "resumes_at"),
                pauseOrNull(row, "paused_for"),
                helps == null ? null : new JobId(helps),
                personOrNull(row, "handover_to"),
                alarm(row));
    }

    static StationRef station(Readable row) {
        return new StationRef(
                new CommunityId(Rows.uuid(row, "community_id")), new StationId(Rows.uuid(row, "station_id")));
    }

    static GeoPoint place(Readable row) {
        return new GeoPoint(Rows.get(row, "latitude", Double.class), Rows.get(row, "longitude", Double.class));
    }

    private static @Nullable Offer offer(Readable row) {
        PersonId to = personOrNull(row, "offered_to");
        Instant until = Rows.instantOrNull(row, "offered_until");
        String[] why = row.get("offered_why", String[].class);
        return to == null || until == null || why == null ? null : new Offer(to, until, why[0], why[1]);
    }

    private static @Nullable Alarm alarm(Readable row) {
        Alarm.Call what = callOrNull(row);
        return what == null ? null : Alarm.of(what, Rows.instant(row, "alarmed_at"), Rows.text(row, "alarm_cause"));
    }

    static Alarm.@Nullable Call callOrNull(Readable row) {
        String what = row.get("alarm", String.class);
        return what == null ? null : Alarm.Call.valueOf(what);
    }

    static @Nullable PauseReason pauseOrNull(Readable row, String column) {
        String reason = row.get(column, String.class);
        return reason == null ? null : PauseReason.valueOf(reason);
    }

    private static List<StationRef> stations(Readable row, String ids, String theirCommunities) {
        UUID[] stations = Rows.get(row, ids, UUID[].class);
        UUID[] communities = Rows.get(row, theirCommunities, UUID[].class);
        return IntStream.range(0, stations.length)
                .mapToObj(i -> new StationRef(new CommunityId(communities[i]), new StationId(stations[i])))
                .toList();
    }

    /** None when the column is null. */
    static List<StationId> stations(Readable row, String column) {
        UUID[] ids = row.get(column, UUID[].class);
        return ids == null ? List.of() : Stream.of(ids).map(StationId::new).toList();
    }

    static @Nullable PersonId personOrNull(Readable row, String column) {
        UUID value = row.get(column, UUID.class);
        return value == null ? null : new PersonId(value);
    }
}
