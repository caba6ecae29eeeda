package community.doorstep.canteen;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What others may ask of meals: how many there were, never whose. */
@Component
public class Meals {

    private final DatabaseClient database;

    Meals(DatabaseClient database) {
        this.database = database;
    }

    /** Portions that were wanted on each day, both included; a day without any is left out. */
    public Mono<Map<LocalDate, Integer>> portions(ServiceId service, LocalDate first, LocalDate last) {
        return database.sql("""
            SELECT day, count(*)::int AS portions FROM meal
            WHERE service_id = :service AND day BETWEEN :first AND :last AND state <> 'CANCELLED'
            GROUP BY day
            """)
                .bind("service", service.value())
                .bind("first", first)
                .bind("last", last)
                .map(row -> Map.entry(Rows.get(row, "day", LocalDate.class), Rows.get(row, "portions", Integer.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** On how many days the person has eaten of the service since then. */
    public Mono<Integer> daysEaten(ServiceId service, PersonId person, LocalDate since) {
        return database.sql("""
            SELECT count(DISTINCT day)::int AS days FROM meal
            WHERE beneficiary_id = :person AND service_id = :service AND day >= :since AND state = 'EATEN'
            """)
                .bind("person", person.value())
                .bind("service", service.value())
                .bind("since", since)
                .map(row -> Rows.get(row, "days", Integer.class))
                .one();
    }
}
