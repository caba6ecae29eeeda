package community.doorstep.dispatch;

import java.time.Instant;

/**
 * Why somebody must look at a job, until somebody does something about it.
 *
 * @param what whom the house called last
 * @param zh why, in words
 */
record Alarm(Call what, Instant at, String zh, String en) {

    /** The hops by which the house calls for somebody. */
    enum Call {
        OPENED_TO_ALL,
        ALL,
        NEIGHBOURS,
        LEAD,
        NIGHT,
        UNSERVED,
        LATE,
        SILENT;

        HopKind hop() {
            return HopKind.valueOf(name());
        }
    }

    static Alarm of(Call what, Instant at, String cause) {
        HopCause why = HopCause.of(what.hop(), cause);
        return new Alarm(what, at, why.zh(), why.en());
    }
}
