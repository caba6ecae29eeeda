package community.doorstep.lunchcare;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Neighbours who may be called, by the family's word; sealed. */
@Component
class LunchContacts {

    record Neighbour(String name, String phone) {
        @Override
        public String toString() {
            return "Neighbour[…]";
        }
    }

    private static final TypeReference<List<Neighbour>> NEIGHBOURS = new TypeReference<>() {};

    private final DatabaseClient database;
    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    LunchContacts(DatabaseClient database, Seal seal, JsonMapper json, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    Mono<List<Neighbour>> of(PersonId person) {
        return database.sql("SELECT contacts FROM lunch_contact WHERE person_id = :person")
                .bind("person", person.value())
                .map(row -> json.readValue(
                        seal.open(Rows.get(row, "contacts", byte[].class), context(person.value())), NEIGHBOURS))
                .one()
                .defaultIfEmpty(List.of());
    }

    Mono<List<Neighbour>> set(PersonId person, List<Neighbour> neighbours, PersonId by) {
        return database.sql("""
            INSERT INTO lunch_contact (person_id, contacts, set_by, set_at)
            VALUES (:person, :contacts, :by, :now)
            ON CONFLICT (person_id) DO UPDATE
            SET contacts = excluded.contacts, set_by = excluded.set_by, set_at = excluded.set_at,
                version = lunch_contact.version + 1
            """)
                .bind("person", person.value())
                .bind("contacts", seal.seal(json.writeValueAsBytes(neighbours), context(person.value())))
                .bind("by", by.value())
                .bind("now", clock.instant())
                .then()
                .thenReturn(neighbours);
    }

    private static String context(UUID person) {
        return "lunch-contact/" + person;
    }
}
