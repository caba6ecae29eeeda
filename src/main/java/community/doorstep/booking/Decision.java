package community.doorstep.booking;

import community.doorstep.pricing.Charge;
import community.doorstep.shared.Refusal;
import community.doorstep.waitlist.Entry;
import java.util.Set;
import java.util.UUID;

/** What became of a demand: a booking, a place in line, what the same key was given before, or a refusal. */
sealed interface Decision {

    /** @param waived the rules that stood against it and were set aside by staff */
    record Made(Booking booking, Charge charge, Set<Demand.Rule> waived) implements Decision {}

    record InLine(Entry entry) implements Decision {}

    /** The booking or entry that the key stands for already. */
    record Repeat(UUID given) implements Decision {}

    record Refused(Refusal reason) implements Decision {}
}
