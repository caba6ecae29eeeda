package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What a worker holds, with the doors opened. */
@Component
class HeldJobs {

    /** A job with its door and stops, for the worker who holds it. */
    record Held(Job job, Door door, List<Stop> stops) {

        /** A place, and nobody's door. */
        boolean inTheStreet() {
            return door.address() == null;
        }
    }

    private final DatabaseClient database;
    private final Posting posting;
    private final Stops stops;

    HeldJobs(DatabaseClient database, Posting posting, Stops stops) {
        this.database = database;
        this.posting = posting;
        this.stops = stops;
    }

    /** In hand or paused, wherever the worker may work. */
    Flux<Held> of(UUID[] communities, PersonId worker) {
        return database.sql("SELECT door, " + JobRows.COLUMNS + """
            FROM job
            WHERE worker_id = :worker AND worker_community_id = ANY(:communities)
              AND state IN ('ACCEPTED', 'ARRIVED', 'PAUSED')
            ORDER BY rank, id
            """)
                .bind("communities", communities)
                .bind("worker", worker.value())
                .map(this::opened)
                .all()
                .concatMap(held ->
                        stops.of(held.job()).collectList().map(doors -> new Held(held.job(), held.door(), doors)));
    }

    /** Of a row with its door; the stops are left out. */
    Held opened(Readable row) {
        Job job = JobRows.job(row);
        return new Held(job, posting.opened(job.id(), Rows.get(row, "door", byte[].class)), List.of());
    }
}
