package community.doorstep.canteen;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.Seal;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Where meals are carried to. */
@Component
class MealDeliveries {

    /** An address, sealed at rest. */
    record Door(String address, String note) {
        @Override
        public String toString() {
            return "Door[…]";
        }
    }

    /** A meal that lies in no box yet. */
    record Waiting(Meal meal, GeoPoint place, Door door) {}

    private final DatabaseClient database;
    private final MealRows meals;
    private final Seal seal;
    private final JsonMapper json;

    MealDeliveries(DatabaseClient database, MealRows meals, Seal seal, JsonMapper json) {
        this.database = database;
        this.meals = meals;
        this.seal = seal;
        this.json = json;
    }

    /** Keeps where to, of a meal that is to be delivered. */
    Mono<Void> wanted(Meal meal, MealDetails said) {
        if (said.address() == null || said.place() == null) {
            return Mono.empty();
        }
        Door door = new Door(said.address(), said.note());
        return database.sql("""
            INSERT INTO meal_delivery (community_id, booking_id, door, latitude, longitude)
            VALUES (:community, :id, :door, :latitude, :longitude)
            """)
                .bind("community", meal.community().value())
                .bind("id", meal.id())
                .bind("door", seal.seal(json.writeValueAsBytes(door), context(meal.id())))
                .bind("latitude", said.place().latitude())
                .bind("longitude", said.place().longitude())
                .then();
    }

    /** Those past the cut-off, of sittings that begin until then, locked: another instance leaves them to this one. */
    Flux<Waiting> due(Instant until, int most) {
        return database.sql("""
            SELECT meal.*, door, latitude, longitude FROM meal_delivery
            JOIN meal ON meal.community_id = meal_delivery.community_id
                AND meal.booking_id = meal_delivery.booking_id
            WHERE meal_delivery.run_id IS NULL AND meal.state = 'ORDERED' AND meal.starts_at <= :until
            ORDER BY meal.slot_id, meal.booking_id LIMIT :most
            FOR UPDATE OF meal, meal_delivery SKIP LOCKED
            """)
                .bind("until", until)
                .bind("most", most)
                .map(this::waiting)
                .all();
    }

    private Waiting waiting(Readable row) {
        Meal meal = meals.mealOf(row);
        return new Waiting(
                meal,
                new GeoPoint(Rows.get(row, "latitude", Double.class), Rows.get(row, "longitude", Double.class)),
                door(meal.id(), row));
    }

    /** The run in whose box it lies; empty when it lies in none. */
    Mono<UUID> run(CommunityId community, UUID meal) {
        return database.sql("""
            SELECT run_id FROM meal_delivery
            WHERE community_id = :community AND booking_id = :meal AND run_id IS NOT NULL
            """)
                .bind("community", community.value())
                .bind("meal", meal)
                .map(row -> Rows.uuid(row, "run_id"))
                .one();
    }

    /** Where the person's meals are carried to. */
    Mono<List<Door>> doors(PersonId person) {
        return database.sql("""
            SELECT meal_delivery.booking_id, door FROM meal_delivery
            JOIN meal ON meal.community_id = meal_delivery.community_id
                AND meal.booking_id = meal_delivery.booking_id
            WHERE meal.beneficiary_id = :person ORDER BY meal_delivery.booking_id
            """)
                .bind("person", person.value())
                .map(row -> door(Rows.uuid(row, "booking_id"), row))
                .all()
                .collectList();
    }

    private Door door(UUID meal, Readable row) {
        return json.readValue(seal.open(Rows.get(row, "door", byte[].class), context(meal)), Door.class);
    }

    /** They lie in the box of a run, in the order of its doors. */
    Mono<Void> inBox(UUID run, int box, List<UUID> ordered) {
        return database.sql("""
            UPDATE meal_delivery SET run_id = :run, box = :box, stop = boxed.place
            FROM unnest(:ids) WITH ORDINALITY AS boxed (id, place)
            WHERE meal_delivery.booking_id = boxed.id
            """)
                .bind("run", run)
                .bind("box", box)
                .bind("ids", ordered.toArray(UUID[]::new))
                .then();
    }

    private static String context(UUID meal) {
        return "meal-delivery/" + meal;
    }
}
