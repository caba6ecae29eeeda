package community.doorstep.foodsafety;

import community.doorstep.shared.Outbox;
import community.doorstep.shared.Repeating;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Tells once of each sample that is late, whichever instance looks. */
@Component
class LateSamples extends Repeating {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int MOST = 200;

    LateSamples(SampleRows rows, Outbox outbox, TransactionalOperator transaction, Clock clock) {
        super(EVERY, () -> look(rows, outbox, transaction, clock));
    }

    static Mono<Integer> look(SampleRows rows, Outbox outbox, TransactionalOperator transaction, Clock clock) {
        return Mono.defer(() -> {
                    Instant now = clock.instant();
                    return rows.late(now.minus(FoodSample.KEPT).minus(FoodSample.NOTED_WITHIN), now, MOST);
                })
                .delayUntil(late -> outbox.addAll(events(late)))
                .map(List::size)
                .as(transaction::transactional)
                .doOnNext(told -> outbox.nudge());
    }

    private static List<FoodSampleOverdue> events(List<SampleRows.Late> late) {
        return late.stream()
                .map(one -> new FoodSampleOverdue(
                        one.community(), one.id(), one.version(), one.station(), one.service(), one.day()))
                .toList();
    }
}
