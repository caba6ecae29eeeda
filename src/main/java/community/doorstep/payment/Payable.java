package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to be paid, as it stands now.
 *
 * @param words what it is, for payer and receipt: the service's name; no person's data
 * @param held something is kept for the payer until then, and no longer
 * @param obstacle the code with which paying is refused; null when it can be paid
 */
public record Payable(
        CommunityId community,
        UUID reference,
        PersonId forWhom,
        long amountFen,
        String words,
        Instant payBefore,
        boolean held,
        boolean atDoor,
        @Nullable String obstacle) {

    public Share share() {
        return new Share(reference, amountFen, words);
    }

    /** For this alone. */
    public Bill bill(PersonId payer) {
        return Bill.over(community, payer, List.of(share()), payBefore, atDoor);
    }
}
