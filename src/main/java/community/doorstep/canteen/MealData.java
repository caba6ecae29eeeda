package community.doorstep.canteen;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.PersonalData;
import community.doorstep.shared.PersonalRows;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What a person eats and does not tolerate, and where it is carried to. That somebody ate stays, as bookings do: what was
 * wished for and the door go.
 */
@Component
class MealData implements PersonalData {

    record Eaten(
            LocalDate day,
            Serving serving,
            MealState state,
            MealWish wish,
            @Nullable Instant eatenAt) {

        static Eaten of(Meal meal) {
            return new Eaten(meal.day(), meal.serving(), meal.state(), meal.wish(), meal.eatenAt());
        }
    }

    record Meals(MealCard card, List<Eaten> meals, List<MealDeliveries.Door> doors) {

        @Override
        public String toString() {
            return "Meals[…]";
        }
    }

    private final DatabaseClient database;
    private final PersonalRows personal;
    private final MealRows rows;
    private final MealCards cards;
    private final MealDeliveries deliveries;

    MealData(
            DatabaseClient database, PersonalRows personal, MealRows rows, MealCards cards, MealDeliveries deliveries) {
        this.database = database;
        this.personal = personal;
        this.rows = rows;
        this.cards = cards;
        this.deliveries = deliveries;
    }

    @Override
    public String part() {
        return "meals";
    }

    @Override
    public Mono<?> of(PersonId person) {
        return Mono.zip(cards.of(person), meals(person), deliveries.doors(person))
                .map(found -> new Meals(
                        found.getT1(), found.getT2().stream().map(Eaten::of).toList(), found.getT3()));
    }

    private Mono<List<Meal>> meals(PersonId person) {
        return database.sql("SELECT * FROM meal WHERE beneficiary_id = :person ORDER BY day, booking_id")
                .bind("person", person.value())
                .map(rows::mealOf)
                .all()
                .collectList();
    }

    @Override
    public Mono<Void> forget(PersonId person) {
        return personal.change("DELETE FROM meal_card WHERE person_id = :person", person)
                .then(Mono.defer(() -> personal.change("""
                    DELETE FROM meal_delivery USING meal
                    WHERE meal.community_id = meal_delivery.community_id AND meal.booking_id = meal_delivery.booking_id
                      AND meal.beneficiary_id = :person
                    """, person)))
                .then(Mono.defer(() -> meals(person)))
                .flatMap(rows::forgetWishes);
    }
}
