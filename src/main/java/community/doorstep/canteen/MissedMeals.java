package community.doorstep.canteen;

import community.doorstep.shared.Outbox;
import community.doorstep.shared.Repeating;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Notes who did not come, once a sitting is over; each once, whichever instance looks. */
@Component
@EnableConfigurationProperties(CanteenSettings.class)
class MissedMeals extends Repeating {

    private static final int MOST = 200;

    MissedMeals(
            MissedRows rows, Outbox outbox, TransactionalOperator transaction, CanteenSettings settings, Clock clock) {
        super(
                settings.lookEvery(),
                () -> some(rows, outbox, transaction, settings, clock)
                        .repeat()
                        .takeUntil(noted -> noted < MOST)
                        .then());
    }

    private static Mono<Integer> some(
            MissedRows rows, Outbox outbox, TransactionalOperator transaction, CanteenSettings settings, Clock clock) {
        return Mono.defer(() -> rows.missed(clock.instant().minus(settings.missedAfter()), MOST)
                        .delayUntil(missed -> told(missed, outbox)))
                .map(List::size)
                .as(transaction::transactional)
                .doOnNext(noted -> outbox.nudge());
    }

    private static Mono<Void> told(List<Meal> missed, Outbox outbox) {
        return outbox.addAll(missed.stream().map(MealMissed::of).toList());
    }
}
