package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Four digits that the resident reads out to the worker at the door. They are reckoned from the job and its worker with
 * the house's keys, and so are kept nowhere; five tries for each worker and job.
 */
@Component
class ArrivalCodes {

    private static final int MOST_TRIES = 5;
    private static final int CODES = 10_000;

    private final Seal seal;
    private final DatabaseClient database;

    ArrivalCodes(Seal seal, DatabaseClient database) {
        this.seal = seal;
        this.database = database;
    }

    /** For the resident's eyes only. */
    String of(JobId job, PersonId worker) {
        return digits(seal.index(job + "/" + worker, "arrival-code"));
    }

    /** Under any of the keys: one may have been replaced meanwhile. */
    boolean isRight(JobId job, PersonId worker, String code) {
        return Arrays.stream(seal.indexes(job + "/" + worker, "arrival-code"))
                .anyMatch(index -> digits(index).equals(code));
    }

    private static String digits(String index) {
        return String.format(Locale.ROOT, "%04d", Math.floorMod(index.hashCode(), CODES));
    }

    /** Counts a try, before anybody looks whether it is right; empty when there were too many. */
    Mono<Integer> attempt(Job job, PersonId worker) {
        return database.sql("""
                        INSERT INTO job_arrival_try AS try (community_id, job_id, worker_id)
                        VALUES (:community, :job, :worker)
                        ON CONFLICT (community_id, job_id, worker_id) DO UPDATE SET tries = try.tries + 1
                        WHERE try.tries < :most
                        RETURNING tries
                        """)
                .bind("community", job.community().value())
                .bind("job", job.id().value())
                .bind("worker", worker.value())
                .bind("most", MOST_TRIES)
                .map(row -> MOST_TRIES - Rows.get(row, "tries", Integer.class))
                .one();
    }
}
