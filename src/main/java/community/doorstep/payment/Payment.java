package community.doorstep.payment;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to take money for a reference.
 *
 * @param number our number of it at WeChat
 * @param surplus paid although all of it had been paid already
 * @param looks how often the sweeper has looked at it
 */
record Payment(
        CommunityId community,
        PaymentId id,
        UUID reference,
        PersonId payer,
        long amountFen,
        String description,
        Way way,
        String number,
        PaymentState state,
        @Nullable String prepayId,
        @Nullable Instant prepaidAt,
        Instant payBefore,
        @Nullable String transactionId,
        boolean surplus,
        Instant createdAt,
        int looks,
        long version) {

    /** WeChat's lasts two hours. */
    private static final Duration PREPAY_ID_LASTS = Duration.ofMinutes(110);

    /** WeChat wants an order to live for a minute at least. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(75);

    static Payment of(Bill bill, Way way, Instant now) {
        PaymentId id = PaymentId.next();
        return new Payment(
                bill.community(),
                id,
                bill.reference(),
                bill.payer(),
                bill.amountFen(),
                bill.description(),
                way,
                Numbers.of(id.value()),
                way == Way.CASH ? PaymentState.PAID : PaymentState.CREATED,
                null,
                null,
                bill.payBefore(),
                null,
                false,
                now,
                0,
                1);
    }

    /** The same order may be offered again for the bill. */
    boolean serves(Bill bill, Instant now) {
        return state.isOpen()
                && reference.equals(bill.reference())
                && payer.equals(bill.payer())
                && amountFen == bill.amountFen()
                && now.isBefore(payBefore);
    }

    boolean mustClose(Instant now) {
        return state == PaymentState.CLOSING || !now.isBefore(payBefore);
    }

    boolean canBePaidWith(@Nullable String prepayId, Instant now) {
        return prepayId != null && prepaidAt != null && now.isBefore(prepaidAt.plus(PREPAY_ID_LASTS));
    }

    /** The same at each try: WeChat refuses a number that comes back with another time. */
    Instant expiresAtWechat() {
        Instant soonest = createdAt.plus(SHORTEST_LIFE);
        return payBefore.isBefore(soonest) ? soonest : payBefore;
    }
}
