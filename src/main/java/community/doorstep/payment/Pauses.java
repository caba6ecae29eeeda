package community.doorstep.payment;

import java.time.Duration;

/** Growing pauses between tries: the first, then each twice the one before, up to the longest. */
record Pauses(Duration first, Duration longest) {

    Duration before(int tries) {
        int doublings = Math.max(0, Math.min(tries, 20) - 1);
        Duration pause = first.multipliedBy(1L << doublings);
        return pause.compareTo(longest) < 0 ? pause : longest;
    }
}
