package community.doorstep.dispatch;

import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who could take a job. */
@Component
public class Candidates {

    /** On duty at the station, not on a break, skilled, with a free place, and not helped by the job. */
    private static final String READY = """
        shift.on_duty AND NOT shift.on_break
          AND EXISTS (
            SELECT 1 FROM worker_skill AS skill
            WHERE skill.community_id = shift.community_id AND skill.worker_id = shift.worker_id
              AND skill.skill = due.skill)
          AND (SELECT count(*) FROM job AS held
               WHERE held.worker_id = shift.worker_id AND held.state IN ('ACCEPTED', 'ARRIVED'))
            < coalesce(rules.places, 1)
          AND NOT EXISTS (
            SELECT 1 FROM job AS helped JOIN job AS helper ON helper.helps = helped.id
            WHERE helper.id = due.job_id AND helped.worker_id = shift.worker_id AND helped.ended_at IS NULL)
        """;

    private static final String AT_STATIONS = """
        LEFT JOIN station_rules AS rules
            ON rules.community_id = due.community_id AND rules.station_id = due.station_id
        JOIN worker_shift AS shift ON shift.community_id = due.community_id AND shift.station_id = due.station_id
        """;

    private static final String RINGING = """
        SELECT DISTINCT shift.worker_id
        FROM unnest(:communities, :stations, :jobs, :skills) AS due (community_id, station_id, job_id, skill)
        """ + AT_STATIONS + "WHERE " + READY + "ORDER BY shift.worker_id";

    private static final String TO_BE_OFFERED = """
        SELECT due.nth, shift.worker_id, shift.latitude, shift.longitude, shift.since, today.jobs, today.stairs,
            today.unpopular, today.in_hand,
            (SELECT max(offer.offered_at) FROM job_offer AS offer
             WHERE offer.worker_id = shift.worker_id) AS asked_at
        FROM unnest(:communities, :stations, :jobs, :skills, :since, :midnights) WITH ORDINALITY
            AS due (community_id, station_id, job_id, skill, since, midnight, nth)
        """ + AT_STATIONS + """
        CROSS JOIN LATERAL (
            SELECT count(*) AS jobs, count(*) FILTER (WHERE done.stairs) AS stairs,
                count(*) FILTER (WHERE done.unpopular) AS unpopular,
                count(*) FILTER (WHERE done.state IN ('ACCEPTED', 'ARRIVED')) AS in_hand
            FROM job AS done
            WHERE done.worker_id = shift.worker_id
              AND (done.ended_at >= due.midnight OR done.state IN ('ACCEPTED', 'ARRIVED', 'PAUSED'))) AS today
        WHERE
        """ + READY + """
          AND NOT EXISTS (
            SELECT 1 FROM job AS other WHERE other.offered_to = shift.worker_id AND other.offered_until > :now)
          AND NOT EXISTS (
            SELECT 1 FROM job_offer AS offer
            WHERE offer.community_id = due.community_id AND offer.job_id = due.job_id
              AND offer.worker_id = shift.worker_id AND offer.offered_at >= due.since)
          AND NOT EXISTS (
            SELECT 1 FROM job_event AS event
            WHERE event.community_id = due.community_id AND event.job_id = due.job_id
              AND event.kind = 'RELEASED' AND event.actor_id = shift.worker_id)
        """;

    private record Found(DueJob job, Candidate candidate) {}

    private final DatabaseClient database;
    private final Clock clock;

    Candidates(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whose telephones may ring for it. */
    public Mono<List<PersonId>> ready(DueJob job, Collection<StationRef> stations) {
        return bound(RINGING, stations, Collections.nCopies(stations.size(), job))
                .map(row -> new PersonId(Rows.uuid(row, "worker_id")))
                .all()
                .collectList();
    }

    /**
     * To whom each could be offered now: ready at its own station, nothing else offered to them, and neither asked since
     * it waits nor the one who gave it back. Jobs that nobody could take are left out.
     *
     * @param midnights when the day of each began
     */
    public Mono<Map<JobId, List<Candidate>>> of(List<DueJob> jobs, List<Instant> midnights) {
        return bound(TO_BE_OFFERED, jobs.stream().map(DueJob::at).toList(), jobs)
                .bind("since", jobs.stream().map(Candidates::since).toArray(Instant[]::new))
                .bind("midnights", midnights.toArray(Instant[]::new))
                .bind("now", clock.instant())
                .map(row -> found(row, jobs.get((int) Rows.number(row, "nth") - 1)))
                .all()
                .collect(Collectors.groupingBy(
                        found -> found.job().id(), Collectors.mapping(Found::candidate, Collectors.toList())));
    }

    private static Instant since(DueJob job) {
        return job.waitingSince() == null ? Instant.EPOCH : job.waitingSince();
    }

    /** Each job at one of the stations. */
    private DatabaseClient.GenericExecuteSpec bound(String query, Collection<StationRef> stations, List<DueJob> jobs) {
        UUID[] ids = Ids.array(jobs, job -> job.id().value());
        return database.sql(query)
                .bind("communities", Ids.array(stations, at -> at.community().value()))
                .bind(
                        "stations",
                        Ids.array(stations.stream().map(StationRef::station).toList(), StationId::value))
                .bind("jobs", ids)
                .bind("skills", jobs.stream().map(DueJob::skill).toArray(String[]::new));
    }

    private static Found found(Readable row, DueJob job) {
        Double latitude = row.get("latitude", Double.class);
        Double longitude = row.get("longitude", Double.class);
        Long metres = latitude == null || longitude == null
                ? null
                : Math.round(
                        new GeoPoint(latitude, longitude).metresTo(job.place().coarse()));
        Instant asked = Rows.instantOrNull(row, "asked_at");
        Instant since = Rows.instant(row, "since");
        return new Found(
                job,
                new Candidate(
                        new PersonId(Rows.uuid(row, "worker_id")),
                        metres,
                        (int) Rows.number(row, "jobs"),
                        (int) Rows.number(row, "stairs"),
                        (int) Rows.number(row, "unpopular"),
                        (int) Rows.number(row, "in_hand"),
                        asked == null || asked.isBefore(since) ? since : asked));
    }
}
