package community.doorstep.repair;

import java.time.Duration;
import java.time.Instant;

/** 十分钟承诺: when somebody is to be at the door. */
final class ArrivalPromise {

    private static final Duration NOW_MEANS = Duration.ofMinutes(10);

    private ArrivalPromise() {}

    /** Ten minutes from now for a call for now; for a window booked ahead, its beginning. */
    static Instant by(Instant now, Instant windowStarts) {
        return windowStarts.isAfter(now) ? windowStarts : now.plus(NOW_MEANS);
    }
}
