package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whom somebody sets out to, and for the how-manieth time. */
@Component
public class Visits {

    /**
     * A worker at somebody's door. A second pair of hands, and a colleague who takes over, come for the same visit.
     *
     * @param job the first one, whose helpers' jobs belong to it
     * @param number how often the job had been interrupted before
     * @param residents of a delivery run all at whose doors it stops
     */
    public record Visit(UUID job, long number, Set<PersonId> residents) {

        static Visit of(Readable row) {
            UUID[] residents = Rows.get(row, "residents", UUID[].class);
            return new Visit(
                    Rows.uuid(row, "root"),
                    Rows.number(row, "number"),
                    Arrays.stream(residents).map(PersonId::new).collect(Collectors.toSet()));
        }
    }

    private final DatabaseClient database;

    Visits(DatabaseClient database) {
        this.database = database;
    }

    /** For which visit it was taken; empty when the job is not known. */
    public Mono<Visit> of(JobAccepted accepted) {
        CommunityId community = accepted.community();
        return database.sql("""
            SELECT COALESCE(job.helps, job.id) AS root,
                   (SELECT count(*) FROM job_event AS pause
                    WHERE pause.community_id = job.community_id AND pause.job_id = COALESCE(job.helps, job.id)
                      AND pause.kind = 'PAUSED'
                      AND CASE WHEN job.helps IS NULL THEN pause.version < :version ELSE pause.at <= :at END) AS number,
                   COALESCE((SELECT array_agg(DISTINCT stop.resident_id) FROM job_stop AS stop
                             WHERE stop.community_id = job.community_id AND stop.job_id = job.id),
                            ARRAY[job.resident_id]) AS residents
            FROM job WHERE job.community_id = :community AND job.id = :job
            """)
                .bind("version", accepted.version())
                .bind("at", accepted.at())
                .bind("community", community.value())
                .bind("job", accepted.aggregate())
                .map(Visit::of)
                .one();
    }
}
