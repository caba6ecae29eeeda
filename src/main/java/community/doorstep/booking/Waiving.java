package community.doorstep.booking;

import community.doorstep.shared.Refusal;
import java.util.EnumSet;
import java.util.Set;

/** Checks rules, and remembers those that stood against it and were set aside. */
final class Waiving {

    private final Demand.Waiver waiver;
    private final Set<Demand.Rule> waived = EnumSet.noneOf(Demand.Rule.class);

    Waiving(Demand.Waiver waiver) {
        this.waiver = waiver;
    }

    void check(Demand.Rule rule, Runnable check) {
        try {
            check.run();
        } catch (Refusal refusal) {
            if (!waiver.rules().contains(rule)) {
                throw refusal;
            }
            waived.add(rule);
        }
    }

    Set<Demand.Rule> waived() {
        return waived;
    }
}
