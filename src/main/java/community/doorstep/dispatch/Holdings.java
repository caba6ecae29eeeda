package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who has a job in hand, for the modules that know more about it than dispatch does. */
@Component
public class Holdings {

    /**
     * A job in hand.
     *
     * @param arrived the worker is at the door
     */
    public record Holding(CommunityId community, PersonId worker, boolean arrived) {}

    private final DatabaseClient database;

    Holdings(DatabaseClient database) {
        this.database = database;
    }

    /** In the caller's transaction, the job locked against steps. Refuses {@code job-unknown} (404) unless the caller holds it. */
    public Mono<Holding> of(Caller worker, UUID job) {
        return database.sql("""
            SELECT community_id, state FROM job
            WHERE id = :job AND worker_community_id = ANY(:communities) AND worker_id = :worker
              AND ended_at IS NULL
            FOR SHARE
            """)
                .bind("job", job)
                .bind("communities", worker.communitiesAs(Role.WORKER))
                .bind("worker", worker.person().value())
                .map(row -> new Holding(
                        new CommunityId(Rows.uuid(row, "community_id")),
                        worker.person(),
                        Rows.text(row, "state").equals("ARRIVED")))
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("job-unknown")));
    }
}
