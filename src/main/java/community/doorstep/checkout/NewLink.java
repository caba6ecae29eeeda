package community.doorstep.checkout;

import java.time.Instant;

/**
 * Lets somebody else pay.
 *
 * @param token for a link, or as the scene of a code: shown once, whoever has it may pay
 */
record NewLink(String token, long amountFen, Instant validUntil) {

    @Override
    public String toString() {
        return "NewLink[validUntil=" + validUntil + "]";
    }
}
