package community.doorstep.payment;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Completes, at intervals, what a crash, a lost callback or WeChat's absence left half done. */
@Component
class Sweeper implements SmartLifecycle {

    static final int BATCH = 32;
    static final int AT_ONCE = 4;

    /** Longer than a batch can take; then a dead instance's rows are taken up by another. */
    static final Duration LEASE = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);

    private final OpenPayments payments;
    private final Refunds refunds;
    private final PaymentSettings settings;
    private final MeterRegistry meters;
    private @Nullable Disposable running;

    Sweeper(OpenPayments payments, Refunds refunds, PaymentSettings settings, MeterRegistry meters) {
        this.payments = payments;
        this.refunds = refunds;
        this.settings = settings;
        this.meters = meters;
    }

    /** Until nothing is due. */
    Mono<Void> sweep() {
        return Mono.whenDelayError(untilNoneIsDue(payments.sweep()), untilNoneIsDue(refunds.sweep()));
    }

    private static Mono<Void> untilNoneIsDue(Mono<Integer> batch) {
        return batch.repeat().takeUntil(size -> size < BATCH).then();
    }

    @Override
    public void start() {
        running = Flux.interval(settings.sweepEvery())
                .onBackpressureDrop()
                .concatMap(tick -> sweep().onErrorResume(this::away), 1)
                .subscribe();
    }

    private Mono<Void> away(Throwable error) {
        meters.counter("doorstep.payment.sweeps-failed").increment();
        log.debug("Payments could not be looked after; it is tried again", error);
        return Mono.empty();
    }

    @Override
    public void stop() {
        if (running != null) {
            running.dispose();
            running = null;
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }
}
