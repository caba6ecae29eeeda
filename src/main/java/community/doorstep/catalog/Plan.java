package community.doorstep.catalog;

import community.doorstep.shared.CommunityId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A community whose slots the transaction in hand plans, alone. */
record Plan(CommunityId community, ZoneId zone) {

    LocalDate dayOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}
