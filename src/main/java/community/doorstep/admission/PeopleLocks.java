package community.doorstep.admission;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps two transactions from deciding about one person's bookings at once, whatever slots they are for: without it,
 * two batches could put a child into two rooms. Taken after the seats, always in the same order, until the
 * transaction ends.
 */
@Component
public class PeopleLocks {

    private final DatabaseClient database;

    PeopleLocks(DatabaseClient database) {
        this.database = database;
    }

    /** Answers how many. */
    public Mono<Long> take(Collection<PersonId> people) {
        if (people.isEmpty()) {
            return Mono.just(0L);
        }
        Long[] keys = people.stream()
                .map(person -> person.value().getLeastSignificantBits()
                        ^ person.value().getMostSignificantBits())
                .distinct()
                .sorted()
                .toArray(Long[]::new);
        return database.sql("SELECT count(pg_advisory_xact_lock(key)) AS taken FROM unnest(:keys) AS key")
                .bind("keys", keys)
                .map(row -> Rows.number(row, "taken"))
                .one();
    }
}
