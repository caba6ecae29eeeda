package community.doorstep.pricing;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What one of several benefits takes off a charge, and what it holds: a place in a quota, money of a budget. */
record ChargePart(
        String rule,
        String fund,
        @Nullable UUID budget,
        @Nullable LocalDate period,
        long fen) {

    static ChargePart of(Price.Given given) {
        return new ChargePart(
                given.rule().code(), given.rule().fund(), given.budget(), given.usagePeriod(), given.fen());
    }
}
