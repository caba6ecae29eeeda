package community.doorstep.canteen;

import community.doorstep.passes.Passes;
import community.doorstep.shared.Repeating;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes the passes of the meals of a sitting before it begins: a counter's tablet that has loaded them checks each by
 * itself, also of who has never looked at theirs. A few at a time, for digits cost work.
 */
@Component
class MealPassesAhead extends Repeating {

    MealPassesAhead(Making making, CanteenSettings settings) {
        super(settings.lookEvery(), making::make);
    }

    /** One look. */
    @Component
    static class Making {

        private static final int MOST = 50;

        private final DatabaseClient database;
        private final MealRows meals;
        private final Passes passes;
        private final TransactionalOperator transaction;
        private final CanteenSettings settings;
        private final Clock clock;

        Making(
                DatabaseClient database,
                MealRows meals,
                Passes passes,
                TransactionalOperator transaction,
                CanteenSettings settings,
                Clock clock) {
            this.database = database;
            this.meals = meals;
            this.passes = passes;
            this.transaction = transaction;
            this.settings = settings;
            this.clock = clock;
        }

        Mono<Void> make() {
            return Mono.defer(() -> without(clock.instant()).collectList())
                    .flatMap(wanted -> Flux.fromIterable(wanted)
                            .concatMap(meal -> passes.issue(MealPass.of(meal)))
                            .then(Mono.defer(() -> made(wanted))))
                    .as(transaction::transactional);
        }

        /** Locked: another instance leaves them to this one. */
        private Flux<Meal> without(Instant now) {
            return database.sql("""
                SELECT * FROM meal
                WHERE state = 'ORDERED' AND pass_at IS NULL AND serving <> 'DELIVERY'
                  AND starts_at <= :until AND ends_at > :now
                ORDER BY starts_at LIMIT :most FOR UPDATE SKIP LOCKED
                """)
                    .bind("until", now.plus(settings.passesBefore()))
                    .bind("now", now)
                    .bind("most", MOST)
                    .map(meals::mealOf)
                    .all();
        }

        private Mono<Void> made(List<Meal> wanted) {
            return wanted.isEmpty()
                    ? Mono.empty()
                    : database.sql("UPDATE meal SET pass_at = :now WHERE booking_id = ANY(:ids)")
                            .bind("now", clock.instant())
                            .bind("ids", wanted.stream().map(Meal::id).toArray(UUID[]::new))
                            .then();
        }
    }
}
