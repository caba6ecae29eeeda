package community.doorstep.payment;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Reach;
import community.doorstep.shared.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Money that staff give back though the service was given.
 *
 * @param reach where the staff may do so
 * @param by who does
 * @param fen how much; null for all that is left
 * @param words why, as the payer reads it
 */
public record Favour(
        Reach reach, PersonId by, UUID reference, @Nullable Long fen, String words) {

    /** How much of what is left. Refuses {@code refund-above-paid} (409), also when nothing is. */
    public long of(long leftFen) {
        long wanted = fen == null ? leftFen : fen;
        if (wanted <= 0 || wanted > leftFen) {
            throw Refusal.conflict("refund-above-paid");
        }
        return wanted;
    }

    /** Refuses {@code own-refund} (403). */
    public void mustBeForOthers(List<PersonId> people) {
        if (people.contains(by)) {
            throw Refusal.forbidden("own-refund");
        }
    }
}
