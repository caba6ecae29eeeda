package community.doorstep.delivery;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How many messages of each template people let us send: one for each time they accepted. */
@Component
class Acceptances {

    private static final int MOST = 50;

    private final DatabaseClient database;
    private final Clock clock;

    Acceptances(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Mono<Map<String, Integer>> of(PersonId person) {
        return database.sql("SELECT template_id, number FROM message_acceptance WHERE person_id = :person")
                .bind("person", person.value())
                .map(row -> Map.entry(Rows.text(row, "template_id"), Rows.get(row, "number", Integer.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** One more of each; nobody needs more than fifty in store. */
    Mono<Void> add(PersonId person, Collection<String> templates) {
        return database.sql("""
            INSERT INTO message_acceptance AS known (person_id, template_id, number, changed_at)
            SELECT :person, template_id, 1, :now FROM unnest(:templates) AS template_id ORDER BY 2
            ON CONFLICT (person_id, template_id) DO UPDATE
            SET number = least(known.number + 1, :most), changed_at = excluded.changed_at
            """)
                .bind("person", person.value())
                .bind("now", clock.instant())
                .bind("templates", templates.toArray(String[]::new))
                .bind("most", MOST)
                .then();
    }

    /** Takes one for a message; false when there is none. */
    Mono<Boolean> take(PersonId person, String template) {
        return database.sql("""
            UPDATE message_acceptance SET number = number - 1, changed_at = :now
            WHERE person_id = :person AND template_id = :template AND number > 0
            """)
                .bind("now", clock.instant())
                .bind("person", person.value())
                .bind("template", template)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** WeChat says that the person takes none: what was counted was wrong. */
    Mono<Void> forget(PersonId person, String template) {
        return database.sql("""
            UPDATE message_acceptance SET number = 0, changed_at = :now
            WHERE person_id = :person AND template_id = :template
            """)
                .bind("now", clock.instant())
                .bind("person", person.value())
                .bind("template", template)
                .then();
    }
}
