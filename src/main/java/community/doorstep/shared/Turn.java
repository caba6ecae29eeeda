package community.doorstep.shared;

import java.time.Duration;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Work that one instance does at a time: whoever holds the turn keeps it by asking again; when the holder is silent for
 * the turn's length, another takes over. PostgreSQL decides by its own clock, so that Redis may be away and instances'
 * clocks may differ. One for each kind of work and instance.
 */
public final class Turn {

    private final DatabaseClient database;
    private final String name;
    private final Duration length;
    private final UUID holder = Ids.next();
    private volatile long heldUntil = System.nanoTime();

    public Turn(DatabaseClient database, String name, Duration length) {
        this.database = database;
        this.name = name;
        this.length = length;
    }

    /** Whether it is this instance's turn; asks PostgreSQL when half of what it holds is over. */
    public Mono<Boolean> mine() {
        return Mono.defer(() -> heldUntil - System.nanoTime() > length.toNanos() / 2 ? Mono.just(true) : ask());
    }

    private Mono<Boolean> ask() {
        long asked = System.nanoTime();
        return database.sql("""
            INSERT INTO lease (name, holder, until)
            VALUES (:name, :holder, clock_timestamp() + :millis * interval '1 millisecond')
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
            WHERE lease.holder = excluded.holder OR lease.until < clock_timestamp()
            """)
                .bind("name", name)
                .bind("holder", holder)
                .bind("millis", length.toMillis())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1)
                .doOnNext(mine -> heldUntil = mine ? asked + length.toNanos() : asked);
    }

    /** Lets another take over at once. */
    public Mono<Void> giveUp() {
        return database.sql("DELETE FROM lease WHERE name = :name AND holder = :holder")
                .bind("name", name)
                .bind("holder", holder)
                .then();
    }
}
