package community.doorstep.payment;

import java.time.Instant;
import java.util.UUID;

/**
 * What has been paid for a reference.
 *
 * @param refundedFen asked back of it so far, whether the payer has it yet or not
 */
public record Paid(UUID reference, UUID payment, long amountFen, long refundedFen, Instant paidAt) {

    public long leftFen() {
        return amountFen - refundedFen;
    }
}
