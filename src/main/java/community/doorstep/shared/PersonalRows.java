package community.doorstep.shared;

import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads and changes the rows of one person: statements with {@code :person}. */
@Component
public class PersonalRows {

    private final DatabaseClient database;

    PersonalRows(DatabaseClient database) {
        this.database = database;
    }

    /** Each row by the names of its columns; none of them sealed. */
    public Mono<List<Map<String, Object>>> read(String sql, PersonId person) {
        return database.sql(sql).bind("person", person.value()).fetch().all().collectList();
    }

    public Mono<Void> change(String sql, PersonId person) {
        return database.sql(sql).bind("person", person.value()).then();
    }

    /** The code when the question, a statement that selects something, finds anything. */
    public Flux<String> found(String sql, String code, PersonId person) {
        return database.sql("SELECT EXISTS (" + sql + ") AS found")
                .bind("person", person.value())
                .map(row -> Rows.get(row, "found", Boolean.class))
                .one()
                .filter(found -> found)
                .map(found -> code)
                .flux();
    }
}
