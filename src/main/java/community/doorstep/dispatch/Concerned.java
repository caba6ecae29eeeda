package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Reach;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whom a job concerns besides its holder, for modules that keep more of it. Answers its community. */
@Component
public class Concerned {

    private final DatabaseClient database;

    Concerned(DatabaseClient database) {
        this.database = database;
    }

    /** Refuses {@code job-unknown} (404) unless it is at the door of one of them; a run has doors of many. */
    public Mono<CommunityId> residents(Collection<PersonId> people, UUID job) {
        return one(database.sql("""
            SELECT community_id FROM job
            WHERE id = :job AND resident_id = ANY(:people) AND NOT EXISTS (
                SELECT 1 FROM job_stop AS stop WHERE stop.community_id = job.community_id AND stop.job_id = job.id)
            """).bind("job", job).bind("people", Ids.array(people, PersonId::value)));
    }

    /** Refuses {@code job-unknown} (404) unless the caller leads its station. */
    public Mono<CommunityId> leads(Caller caller, UUID job) {
        Reach reach = Reach.of(caller, Role.STATION_LEAD);
        return one(reach.bind(database.sql("""
            SELECT community_id FROM job
            WHERE id = :job AND community_id = ANY(:communities)
              AND (community_id = ANY(:whole) OR station_id = ANY(:stations))
            """).bind("job", job)));
    }

    private static Mono<CommunityId> one(DatabaseClient.GenericExecuteSpec query) {
        return query.map(row -> new CommunityId(Rows.uuid(row, "community_id")))
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("job-unknown")));
    }
}
