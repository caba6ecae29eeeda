package community.doorstep.payment;

import community.doorstep.shared.Audit;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes money for a reference, once, and gives it back, never more than was paid. */
@Component
public class Payments {

    private final Prepayment prepayment;
    private final PaymentRows payments;
    private final PaidRows paid;
    private final RefundRows refundRows;
    private final Refunds refunds;
    private final Postings postings;
    private final Audit audit;
    private final Clock clock;

    Payments(
            Prepayment prepayment,
            PaymentRows payments,
            PaidRows paid,
            RefundRows refundRows,
            Refunds refunds,
            Postings postings,
            Audit audit,
            Clock clock) {
        this.prepayment = prepayment;
        this.payments = payments;
        this.paid = paid;
        this.refundRows = refundRows;
        this.refunds = refunds;
        this.postings = postings;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What the payer's phone needs; asked again, the same order while it is open. Has transactions of its own and calls
     * WeChat between them. Refuses {@code already-paid}, {@code wechat-account-missing}, {@code payment-time-over} (409),
     * and what {@code WechatPay} refuses.
     */
    public Mono<PaymentRequest> prepay(Bill bill) {
        return prepayment.prepay(bill);
    }

    /**
     * In the caller's transaction: nobody shall pay for the reference any more, nor for others together with it. Money
     * that comes all the same is taken.
     */
    public Mono<Void> withdraw(CommunityId community, UUID reference) {
        return payments.withdraw(community, reference).then();
    }

    /**
     * In the caller's transaction: so much of what was paid for the reference goes back, the way it came; of one payment
     * for several only this one's share. Refuses {@code refund-above-paid} (409), also when nothing was paid.
     */
    public Mono<Void> refundFor(CommunityId community, UUID reference, long amountFen, String reason) {
        return giveBack(community, new RefundRows.Asked(reference, amountFen, reason, false));
    }

    /** The same of what was earned, by staff: whoever earned it has it no more. */
    public Mono<Void> favour(CommunityId community, UUID reference, long amountFen, String reason) {
        return giveBack(community, new RefundRows.Asked(reference, amountFen, reason, true));
    }

    private Mono<Void> giveBack(CommunityId community, RefundRows.Asked asked) {
        return paid.takeBack(community, asked.reference(), asked.amountFen())
                .filterWhen(payment -> refundRows.request(community, payment, asked))
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("refund-above-paid")))
                .then();
    }

    /** What was paid for each of the references; what was not is not among them. */
    public Flux<Paid> paid(CommunityId community, Collection<UUID> references) {
        return paid.of(community, references);
    }

    /** In the caller's transaction: paid over the counter or at the door. Refuses {@code already-paid} (409). */
    public Mono<PaymentId> cashReceived(Bill bill, PersonId receivedBy) {
        Payment payment = Payment.of(bill, Way.CASH, clock.instant());
        return payments.withdraw(bill.community(), bill.references())
                .then(payments.add(payment, bill, receivedBy, Duration.ZERO))
                .then(Mono.defer(() -> paid.settle(payment, payment.createdAt())))
                .filter(settled -> settled.size() == bill.shares().size())
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("already-paid")))
                .delayUntil(settled -> postings.bookCash(payment, settled, receivedBy))
                .flatMap(settled -> audit.note(
                        receivedBy,
                        bill.community(),
                        "cash-taken",
                        payment.id().value(),
                        String.valueOf(bill.amountFen())))
                .thenReturn(payment.id());
    }

    /** In the caller's transaction: the reference's cash refunds were handed over; answers how much, 0 when none. */
    public Mono<Long> cashReturned(UUID[] communities, UUID reference, PersonId returnedBy) {
        return refunds.cashReturned(communities, reference, returnedBy);
    }

    /** Cash that these communities have to give back over the counter, oldest first; at most 200. */
    public Flux<CashRefund> cashToReturn(UUID[] communities) {
        return refundRows.cashToReturn(communities);
    }
}
