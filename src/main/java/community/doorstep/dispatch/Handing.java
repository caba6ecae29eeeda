package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives a waiting job to the worker whom it is meant for: the one who was there before. */
@Component
public class Handing {

    private final DatabaseClient database;
    private final JobMoves moves;
    private final JobNews news;

    Handing(DatabaseClient database, JobMoves moves, JobNews news) {
        this.database = database;
        this.moves = moves;
        this.news = news;
    }

    /** In the caller's transaction; false when the worker is off duty, has another job in hand, or somebody was quicker. */
    public Mono<Boolean> give(CommunityId community, UUID job, PersonId worker, String cause) {
        Step step = new Step(new JobId(job), new UUID[] {community.value()}, worker, cause);
        return free(community, worker)
                .flatMap(free -> moves.accept(step))
                .flatMap(accepted ->
                        news.tell(accepted, worker, JobAccepted::new).thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> free(CommunityId community, PersonId worker) {
        return database.sql("""
            SELECT 1 AS yes WHERE NOT EXISTS (
                SELECT 1 FROM job
                WHERE community_id = :community AND worker_id = :worker
                  AND state IN ('ACCEPTED', 'ARRIVED'))
            """)
                .bind("community", community.value())
                .bind("worker", worker.value())
                .map(row -> true)
                .one();
    }
}
