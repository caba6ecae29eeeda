package community.doorstep.escalation;

import community.doorstep.dispatch.DueJob;
import community.doorstep.dispatch.Rung;
import community.doorstep.stationrules.StationRules;
import java.time.Instant;
import java.time.ZoneId;

/** What a decision about a job needs. */
record Scene(DueJob job, StationRules rules, ZoneId zone, Instant now) {

    Decision decision() {
        return Ladders.next(job, rules, zone, now);
    }

    /** How far it has come once somebody has looked. */
    int received() {
        return Math.max(job.rung(), Rung.RECEIVED.height());
    }

    Instant midnight() {
        return now.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    }
}
