package community.doorstep.payment;

import java.util.UUID;

/**
 * What a payment takes for one reference.
 *
 * @param reference a booking, a supplement
 * @param words what it is, for the receipt: a service, a part; no person's data
 */
public record Share(UUID reference, long amountFen, String words) {

    public Share {
        if (amountFen <= 0) {
            throw new IllegalArgumentException("A share of " + amountFen + " fen");
        }
    }
}
