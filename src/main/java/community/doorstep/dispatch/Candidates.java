package community.doorstep.dispatch;

import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who could take a job. */
@Component
public class Candidates {

    /** On duty at one of the stations, not on a break, skilled, with a free place, and not helped by the job. */
    private static final String READY = """
            FROM worker_shift AS shift
            LEFT JOIN station_rules AS rules
                ON rules.community_id = shift.community_id AND rules.station_id = shift.station_id
            WHERE shift.on_duty AND NOT shift.on_break
              AND shift.community_id = ANY(:communities) AND shift.station_id = ANY(:stations)
              AND EXISTS (
                SELECT 1 FROM worker_skill AS skill
                WHERE skill.community_id = shift.community_id AND skill.worker_id = shift.worker_id
                  AND skill.skill = :skill)
              AND (SELECT count(*) FROM job AS held
                   WHERE held.worker_id = shift.worker_id AND held.state IN ('ACCEPTED', 'ARRIVED'))
                < coalesce(rules.places, 1)
              AND NOT EXISTS (
                SELECT 1 FROM job AS helped JOIN job AS helper ON helper.helps = helped.id
                WHERE helper.id = :job AND helped.worker_id = shift.worker_id AND helped.ended_at IS NULL)
            """;

    private final DatabaseClient database;

    Candidates(DatabaseClient database) {
        this.database = database;
    }

    /** Whose telephones may ring for it. */
    public Mono<List<PersonId>> ready(DueJob job, Collection<StationRef> stations) {
        return bound("SELECT shift.worker_id " + READY + " ORDER BY shift.worker_id", job, stations)
                .map(row -> new PersonId(Rows.uuid(row, "worker_id")))
                .all()
                .collectList();
    }

    /**
     * To whom it could be offered now: ready at its own station, nothing else offered to them, and neither asked since it
     * waits nor the one who gave it back.
     */
    public Mono<List<Candidate>> of(DueJob job, Instant midnight) {
        String query = """
                SELECT shift.worker_id, shift.latitude, shift.longitude, shift.since, today.jobs, today.stairs,
                    today.unpopular,
                    (SELECT max(offer.offered_at) FROM job_offer AS offer
                     WHERE offer.worker_id = shift.worker_id) AS asked_at
                """ + READY.replace("WHERE shift.on_duty", """
                CROSS JOIN LATERAL (
                    SELECT count(*) AS jobs, count(*) FILTER (WHERE done.stairs) AS stairs,
                        count(*) FILTER (WHERE done.unpopular) AS unpopular
                    FROM job AS done
                    WHERE done.worker_id = shift.worker_id
                      AND (done.ended_at >= :midnight OR done.state IN ('ACCEPTED', 'ARRIVED', 'PAUSED'))) AS today
                WHERE shift.on_duty""") + """
                  AND NOT EXISTS (SELECT 1 FROM job AS other WHERE other.offered_to = shift.worker_id)
                  AND NOT EXISTS (
                    SELECT 1 FROM job_offer AS offer
                    WHERE offer.community_id = :community AND offer.job_id = :job
                      AND offer.worker_id = shift.worker_id AND offer.offered_at >= :since)
                  AND NOT EXISTS (
                    SELECT 1 FROM job_event AS event
                    WHERE event.community_id = :community AND event.job_id = :job
                      AND event.kind = 'RELEASED' AND event.actor_id = shift.worker_id)
                """;
        Instant since = job.waitingSince() == null ? Instant.EPOCH : job.waitingSince();
        return bound(query, job, List.of(job.at()))
                .bind("midnight", midnight)
                .bind("community", job.at().community().value())
                .bind("since", since)
                .map(row -> candidate(row, job.place()))
                .all()
                .collectList();
    }

    private DatabaseClient.GenericExecuteSpec bound(String query, DueJob job, Collection<StationRef> stations) {
        return database.sql(query)
                .bind("communities", Ids.array(stations, at -> at.community().value()))
                .bind(
                        "stations",
                        Ids.array(stations.stream().map(StationRef::station).toList(), StationId::value))
                .bind("skill", job.skill())
                .bind("job", job.id().value());
    }

    private static Candidate candidate(Readable row, GeoPoint place) {
        Double latitude = row.get("latitude", Double.class);
        Double longitude = row.get("longitude", Double.class);
        Long metres = latitude == null || longitude == null
                ? null
                : Math.round(new GeoPoint(latitude, longitude).metresTo(place.coarse()));
        Instant asked = Rows.instantOrNull(row, "asked_at");
        Instant since = Rows.instant(row, "since");
        return new Candidate(
                new PersonId(Rows.uuid(row, "worker_id")),
                metres,
                (int) Rows.number(row, "jobs"),
                (int) Rows.number(row, "stairs"),
                (int) Rows.number(row, "unpopular"),
                asked == null || asked.isBefore(since) ? since : asked);
    }
}
