package community.doorstep.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/** The doors' counts of this instance alone, for as long as Redis is away; bounded, the least recent forgotten. */
final class LocalPaces {

    private static final int MOST = 100_000;

    private final Cache<String, Double> due = Caffeine.newBuilder()
            .maximumSize(MOST)
            // Tidied up in passing: to wake another thread for it costs more.
            .executor(Runnable::run)
            .expireAfterWrite(Duration.ofMillis((long) Pace.PERIOD_MS))
            .build();

    /** Lets one more pass and answers 0, or the milliseconds to wait. */
    long pass(String door, Pace pace, long nowMs) {
        long[] wait = {0};
        due.asMap().compute(door, (same, before) -> {
            double known = before == null ? nowMs : before;
            wait[0] = pace.waitMs(known, nowMs);
            return wait[0] == 0 ? Double.valueOf(pace.next(known, nowMs)) : before;
        });
        return wait[0];
    }
}
