package community.doorstep.dispatch;

import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.workforce.Shift;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads jobs from PostgreSQL, each for whom it concerns. */
@Component
class JobReads {

    private static final int WAITING_SHOWN = 100;

    private final DatabaseClient database;

    JobReads(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Waiting at the worker's station, or called there for help, for the worker's skills, in the queue's order; not what
     * is offered to others, or what the worker has declined.
     */
    Flux<Job> waitingFor(Shift shift) {
        String fit = """
             AND job.ended_at IS NULL AND job.state = 'WAITING' AND job.skill = ANY(:skills)
              AND (job.audience = 'ALL' OR job.offered_to = :worker)
              AND NOT EXISTS (
                SELECT 1 FROM job_offer AS offer
                WHERE offer.community_id = job.community_id AND offer.job_id = job.id
                  AND offer.worker_id = :worker AND offer.outcome = 'DECLINED'
                  AND offer.offered_at >= job.waiting_since)
            ORDER BY job.rank, job.id LIMIT :most
            """;
        String own = "SELECT " + JobRows.COLUMNS
                + " FROM job WHERE job.community_id = :community AND job.station_id = :station" + fit;
        String guests = "SELECT " + JobRows.COLUMNS
                + " FROM job WHERE job.guests @> ARRAY[:station]::uuid[] AND job.guests <> '{}'" + fit;
        return database.sql("SELECT * FROM ((" + own + ") UNION ALL (" + guests + ")) AS job"
                        + " ORDER BY job.rank, job.id LIMIT :most")
                .bind("community", shift.at().community().value())
                .bind("station", shift.at().station().value())
                .bind("worker", shift.worker().value())
                .bind("skills", shift.skills().toArray(String[]::new))
                .bind("most", WAITING_SHOWN)
                .map(JobRows::job)
                .all();
    }

    /** What a colleague wants to hand over to the worker. */
    Flux<Job> handedOverTo(PersonId worker) {
        return database.sql("SELECT " + JobRows.COLUMNS + " FROM job WHERE handover_to = :worker ORDER BY rank, id")
                .bind("worker", worker.value())
                .map(JobRows::job)
                .all();
    }

    Flux<Job> of(Collection<UUID> communities, Collection<UUID> jobs) {
        return database.sql("SELECT " + JobRows.COLUMNS + """
            FROM job WHERE community_id = ANY(:communities) AND id = ANY(:jobs)
            """)
                .bind("communities", Ids.array(communities, id -> id))
                .bind("jobs", Ids.array(jobs, id -> id))
                .map(JobRows::job)
                .all();
    }

    /** What concerns these residents: open, or ended after that moment. */
    Flux<Job> concerning(Collection<PersonId> people, Instant endedAfter) {
        return database.sql("SELECT " + JobRows.COLUMNS + """
            FROM job
            WHERE (resident_id = ANY(:people) OR requested_by = ANY(:people))
              AND (ended_at IS NULL OR ended_at > :endedAfter)
            """)
                .bind("people", Ids.array(people, PersonId::value))
                .bind("endedAfter", endedAfter)
                .map(JobRows::job)
                .all();
    }

    /**
     * What must be known to say why a worker's step on the job changed nothing; empty when there is no such job. Who had
     * it knows it, though their station may not have it any more.
     */
    Mono<JobRules.Known> known(Step step) {
        return database.sql("SELECT " + JobRows.COLUMNS + """
            , shift.community_id AS shift_community, shift.station_id AS shift_station, shift.on_duty,
              shift.on_break,
              EXISTS (
                SELECT 1 FROM worker_skill AS skill
                WHERE skill.community_id = shift.community_id AND skill.worker_id = :worker
                  AND skill.skill = job.skill) AS skilled,
              (SELECT count(*) FROM job AS held
               WHERE held.worker_id = :worker AND held.state IN ('ACCEPTED', 'ARRIVED'))
                < coalesce(rules.places, 1) AS place_free,
              EXISTS (
                SELECT 1 FROM job AS helped
                WHERE helped.id = job.helps AND helped.worker_id = :worker
                  AND helped.ended_at IS NULL) AS helped_by_it,
              EXISTS (
                SELECT 1 FROM job_stop AS stop
                WHERE stop.community_id = job.community_id AND stop.job_id = job.id
                  AND stop.state IN ('OPEN', 'ARRIVED')) AS stops_open,
              (SELECT event.kind FROM job_event AS event
               WHERE event.community_id = job.community_id AND event.job_id = job.id
                 AND event.actor_id = :worker
               ORDER BY event.version DESC LIMIT 1) AS last_kind
            FROM job
            LEFT JOIN LATERAL (
                SELECT * FROM worker_shift
                WHERE worker_shift.worker_id = :worker AND worker_shift.community_id = ANY(:communities)
                ORDER BY worker_shift.on_duty DESC, worker_shift.since DESC LIMIT 1) AS shift ON true
            LEFT JOIN station_rules AS rules
                ON rules.community_id = shift.community_id AND rules.station_id = shift.station_id
            WHERE job.id = :job
              AND (job.community_id = ANY(:communities) OR job.guest_communities && :communities
                OR EXISTS (
                  SELECT 1 FROM job_event AS event
                  WHERE event.community_id = job.community_id AND event.job_id = job.id
                    AND event.worker_id = :worker))
            """)
                .bind("worker", step.worker().value())
                .bind("communities", step.communities())
                .bind("job", step.job().value())
                .map(KnownRows::known)
                .one();
    }
}
