package community.doorstep.escalation;

import community.doorstep.dispatch.DueJob;
import community.doorstep.dispatch.Rung;
import community.doorstep.stationrules.StationRules;
import java.time.Instant;

/**
 * What a decision about a job needs.
 *
 * @param open whether its station answers now
 * @param midnight when the community's day began
 */
record Scene(DueJob job, StationRules rules, boolean open, Instant midnight, Instant now) {

    Decision decision() {
        return Ladders.next(job, rules, open, now);
    }

    /** How far it has come once somebody has looked. */
    int received() {
        return Math.max(job.rung(), Rung.RECEIVED.height());
    }
}
