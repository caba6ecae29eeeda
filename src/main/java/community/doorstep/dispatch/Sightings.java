package community.doorstep.dispatch;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Repeating;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Which waiting jobs some worker's phone has shown, so that the resident knows that the call was heard. */
@Component
class Sightings {

    private static final int REMEMBERED = 100_000;

    private final DatabaseClient database;
    private final Clock clock;
    private final Set<JobId> fresh = ConcurrentHashMap.newKeySet();
    private final Cache<JobId, Boolean> noted = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofHours(1))
            .build();

    Sightings(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What a phone is shown: one card, or a list of them; anything else is none. */
    void note(Object shown) {
        if (shown instanceof WorkerView.Jobs many) {
            many.jobs().forEach(this::note);
        } else if (shown instanceof JobCard card && card.state() == JobState.WAITING) {
            note(card);
        }
    }

    void note(JobCard card) {
        if (card.state() == JobState.WAITING && noted.asMap().putIfAbsent(card.id(), true) == null) {
            fresh.add(card.id());
        }
    }

    /** Those of the jobs that were seen. */
    Mono<Set<JobId>> of(Collection<JobId> jobs) {
        return jobs.isEmpty()
                ? Mono.just(Set.of())
                : database.sql("SELECT job_id FROM job_seen WHERE job_id = ANY(:jobs)")
                        .bind("jobs", Ids.array(jobs, JobId::value))
                        .map(row -> new JobId(Rows.uuid(row, "job_id")))
                        .all()
                        .collect(Collectors.toSet());
    }

    Mono<Void> write() {
        List<JobId> taken = List.copyOf(fresh);
        if (taken.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        INSERT INTO job_seen (community_id, job_id, at)
                        SELECT community_id, id, :now FROM job WHERE id = ANY(:jobs)
                        ON CONFLICT DO NOTHING
                        """)
                .bind("jobs", Ids.array(taken, JobId::value))
                .bind("now", clock.instant())
                .then()
                .doOnSuccess(written -> taken.forEach(fresh::remove));
    }

    /** A little later and together: nobody waits for it. */
    @Component
    static class Writing extends Repeating {

        private static final Duration EVERY = Duration.ofMillis(300);

        Writing(Sightings sightings) {
            super(EVERY, sightings::write);
        }
    }
}
