package community.doorstep.wechat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.time.Duration;

/** Opens when half of the last calls got no answer, and lets a few through again after a pause. */
final class Breakers {

    private static final int LAST_CALLS = 40;
    private static final int JUDGED_FROM = 20;
    private static final int PROBES = 4;

    private Breakers() {}

    static CircuitBreaker of(String api, Duration pause) {
        CircuitBreaker breaker = CircuitBreaker.of(
                api,
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(LAST_CALLS)
                        .minimumNumberOfCalls(JUDGED_FROM)
                        .failureRateThreshold(50)
                        .waitDurationInOpenState(pause)
                        .permittedNumberOfCallsInHalfOpenState(PROBES)
                        .build());
        Gauge.builder("doorstep.wechat.breaker.open", breaker, Breakers::open)
                .tag("api", api)
                .register(Metrics.globalRegistry);
        return breaker;
    }

    private static double open(CircuitBreaker breaker) {
        return breaker.getState() == CircuitBreaker.State.CLOSED ? 0 : 1;
    }
}
