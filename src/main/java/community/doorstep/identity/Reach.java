package community.doorstep.identity;

import java.time.Instant;
import java.time.ZoneId;

/**
 * How a person can be told something.
 *
 * @param wechat whether they have an account of our mini program
 * @param telephone whether the house knows a number of theirs
 * @param zone in which their quiet hours are counted
 */
public record Reach(boolean wechat, boolean telephone, QuietHours quiet, ZoneId zone) {

    /** The moment itself, or the first after it at which the person may be disturbed. */
    public Instant freeFrom(Instant moment) {
        return quiet.freeFrom(moment, zone);
    }
}
