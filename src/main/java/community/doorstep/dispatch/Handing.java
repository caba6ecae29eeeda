package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives a waiting job to the worker whom it is meant for: the one who was there before. */
@Component
public class Handing {

    private static final String GIVE = JobSql.taking("job.state = 'WAITING'");

    private final DatabaseClient database;
    private final JobNews news;
    private final Clock clock;

    Handing(DatabaseClient database, JobNews news, Clock clock) {
        this.database = database;
        this.news = news;
        this.clock = clock;
    }

    /**
     * In the caller's transaction; false when the worker is off duty, has no place free, or somebody was quicker. Two
     * jobs taken at once for one place: a duplicate key, and the second is to be tried again.
     */
    public Mono<Boolean> give(CommunityId community, UUID job, PersonId worker, String cause) {
        Instant now = clock.instant();
        return database.sql(GIVE)
                .bind("job", job)
                .bind("worker", worker.value())
                .bind("communities", new UUID[] {community.value()})
                .bindNull("fence", Long.class)
                .bind("kind", HopKind.ASSIGNED.name())
                .bindNull("actor", UUID.class)
                .bind("cause", cause)
                .bind("at", now)
                .bind("now", now)
                .map(JobRows::job)
                .one()
                .flatMap(given -> news.tell(given, JobNews.accepted(given)).thenReturn(true))
                .defaultIfEmpty(false);
    }
}
