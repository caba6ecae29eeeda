package community.doorstep.dispatch;

import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Whom somebody sets out to, and for the how-manieth time. */
@Component
public class Visits {

    /**
     * A worker at somebody's door. A second pair of hands, and a colleague who takes over, come for the same visit.
     *
     * @param accepted by which it became known
     * @param job the first one, whose helpers' jobs belong to it
     * @param number how often the job had been interrupted before
     * @param residents of a delivery run all at whose doors it stops
     */
    public record Visit(JobAccepted accepted, UUID job, long number, Set<PersonId> residents) {

        static Visit of(List<JobAccepted> all, Readable row) {
            UUID[] residents = Rows.get(row, "residents", UUID[].class);
            return new Visit(
                    all.get((int) Rows.number(row, "nth") - 1),
                    Rows.uuid(row, "root"),
                    Rows.number(row, "number"),
                    Arrays.stream(residents).map(PersonId::new).collect(Collectors.toSet()));
        }
    }

    private final DatabaseClient database;

    Visits(DatabaseClient database) {
        this.database = database;
    }

    /** For which visit each was taken, in their order; jobs that are not known, or are done at a station, are left out. */
    public Flux<Visit> of(List<JobAccepted> all) {
        return database.sql("""
            SELECT accepted.nth, COALESCE(job.helps, job.id) AS root,
                   (SELECT count(*) FROM job_event AS pause
                    WHERE pause.community_id = job.community_id AND pause.job_id = COALESCE(job.helps, job.id)
                      AND pause.kind = 'PAUSED'
                      AND CASE WHEN job.helps IS NULL THEN pause.version < accepted.version
                          ELSE pause.at <= accepted.at END) AS number,
                   COALESCE((SELECT array_agg(DISTINCT stop.resident_id) FROM job_stop AS stop
                             WHERE stop.community_id = job.community_id AND stop.job_id = job.id),
                            ARRAY[job.resident_id]) AS residents
            FROM unnest(:communities, :jobs, :versions, :ats) WITH ORDINALITY
                AS accepted (community_id, job_id, version, at, nth)
            JOIN job ON job.community_id = accepted.community_id AND job.id = accepted.job_id
            LEFT JOIN job AS helped ON helped.community_id = job.community_id AND helped.id = job.helps
            WHERE NOT job.at_station AND NOT coalesce(helped.at_station, false)
            ORDER BY accepted.nth
            """)
                .bind("communities", Ids.array(all, event -> event.community().value()))
                .bind("jobs", Ids.array(all, JobAccepted::aggregate))
                .bind("versions", all.stream().map(JobAccepted::version).toArray(Long[]::new))
                .bind("ats", all.stream().map(JobAccepted::at).toArray(Instant[]::new))
                .map(row -> Visit.of(all, row))
                .all();
    }
}
