package community.doorstep.canteen;

import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** People's cards, sealed: who is allergic is for them, who acts for them, and whoever hands them their meal. */
@Component
class MealCards {

    private final DatabaseClient database;
    private final Seal seal;
    private final JsonMapper json;
    private final Clock clock;

    MealCards(DatabaseClient database, Seal seal, JsonMapper json, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.json = json;
        this.clock = clock;
    }

    Mono<MealCard> of(PersonId person) {
        return of(List.of(person)).map(cards -> cards.getOrDefault(person, MealCard.EMPTY));
    }

    /** Of those who have one. */
    Mono<Map<PersonId, MealCard>> of(Collection<PersonId> people) {
        return database.sql("SELECT person_id, card FROM meal_card WHERE person_id = ANY(:people)")
                .bind("people", Ids.array(people, PersonId::value))
                .map(row -> opened(Rows.uuid(row, "person_id"), Rows.get(row, "card", byte[].class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Map.Entry<PersonId, MealCard> opened(UUID person, byte[] sealed) {
        return Map.entry(new PersonId(person), json.readValue(seal.open(sealed, context(person)), MealCard.class));
    }

    Mono<MealCard> set(PersonId person, MealCard card, PersonId by) {
        return database.sql("""
            INSERT INTO meal_card (person_id, card, set_by, set_at) VALUES (:person, :card, :by, :now)
            ON CONFLICT (person_id) DO UPDATE
            SET card = excluded.card, set_by = excluded.set_by, set_at = excluded.set_at,
                version = meal_card.version + 1
            """)
                .bind("person", person.value())
                .bind("card", seal.seal(json.writeValueAsBytes(card), context(person.value())))
                .bind("by", by.value())
                .bind("now", clock.instant())
                .then()
                .thenReturn(card);
    }

    private static String context(UUID person) {
        return "meal-card/" + person;
    }
}
