package community.doorstep.payment;

import community.doorstep.shared.Repeating;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Completes, at intervals, what a crash, a lost callback or WeChat's absence left half done. */
@Component
class Sweeper extends Repeating {

    static final int BATCH = 32;
    static final int AT_ONCE = 4;

    /** Longer than a batch can take; then a dead instance's rows are taken up by another. */
    static final Duration LEASE = Duration.ofMinutes(5);

    Sweeper(OpenPayments payments, Refunds refunds, Shippings shippings, PaymentSettings settings) {
        super(settings.sweepEvery(), () -> sweep(payments, refunds, shippings));
    }

    /** Until nothing is due. */
    private static Mono<Void> sweep(OpenPayments payments, Refunds refunds, Shippings shippings) {
        return Mono.whenDelayError(
                untilNoneIsDue(payments.sweep()), untilNoneIsDue(refunds.sweep()), untilNoneIsDue(shippings.sweep()));
    }

    private static Mono<Void> untilNoneIsDue(Mono<Integer> batch) {
        return batch.repeat().takeUntil(size -> size < BATCH).then();
    }
}
