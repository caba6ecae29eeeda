package community.doorstep.payment;

import community.doorstep.ledger.Account;
import community.doorstep.ledger.Ledger;
import community.doorstep.ledger.Transfer;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.wechat.PaymentNotice;
import community.doorstep.wechat.WechatSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Books money that has arrived: payment, ledger and event in one transaction, once however often it is told. */
@Component
class Postings {

    private final PaymentRows payments;
    private final PaidRows paid;
    private final RefundRows refunds;
    private final ShippingRows shippings;
    private final Ledger ledger;
    private final Outbox outbox;
    private final WechatSettings ours;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final MeterRegistry meters;
    private final Clock clock;

    Postings(
            PaymentRows payments,
            PaidRows paid,
            RefundRows refunds,
            ShippingRows shippings,
            Ledger ledger,
            Outbox outbox,
            WechatSettings ours,
            TransactionalOperator transaction,
            Detached detached,
            MeterRegistry meters,
            Clock clock) {
        this.payments = payments;
        this.paid = paid;
        this.refunds = refunds;
        this.shippings = shippings;
        this.ledger = ledger;
        this.outbox = outbox;
        this.ours = ours;
        this.transaction = transaction;
        this.detached = detached;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Books what WeChat says was paid; false when it was booked before. Refuses {@code payment-unknown} (404) for a
     * number that is not ours and {@code payment-mismatch} (409) when merchant, app, amount or currency differ.
     */
    Mono<Boolean> book(PaymentNotice notice) {
        Mono<Boolean> posting = payments.locked(notice.outTradeNo())
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("payment-unknown")))
                .flatMap(payment -> book(notice, payment));
        return detached.run(posting.as(transaction::transactional)).doOnNext(booked -> outbox.nudge());
    }

    private Mono<Boolean> book(PaymentNotice notice, Payment payment) {
        String difference = difference(notice, payment);
        if (difference != null) {
            return Mono.error(() -> mismatch(difference));
        }
        if (payment.state() == PaymentState.PAID) {
            return Mono.just(false);
        }
        Instant at = paidAt(notice);
        return paid.settle(payment, at)
                .delayUntil(settled -> payments.paid(payment, notice.transactionId(), at, settled.isEmpty()))
                .delayUntil(settled -> ledger.post(received(payment, Account.WECHAT)))
                .delayUntil(settled -> outbox.addAll(events(payment, settled)))
                .delayUntil(settled -> shippings.add(payment))
                .flatMap(settled -> giveBackWhatWasPaidBefore(payment, settled))
                .thenReturn(true);
    }

    /** Cash in hand, in the caller's transaction. */
    Mono<Void> bookCash(Payment payment, List<Share> settled, PersonId receivedBy) {
        return ledger.post(received(payment, Account.cashOf(receivedBy)))
                .then(Mono.defer(() -> outbox.addAll(events(payment, settled))))
                .then(Mono.defer(() -> outbox.addAll(carried(payment, settled, receivedBy))));
    }

    private static List<CashReceived> carried(Payment payment, List<Share> settled, PersonId receivedBy) {
        return settled.stream()
                .map(share -> new CashReceived(
                        payment.community(), share.reference(), payment.version() + 1, share.amountFen(), receivedBy))
                .toList();
    }

    private Mono<Void> giveBackWhatWasPaidBefore(Payment payment, List<Share> settled) {
        return payments.shares(payment)
                .filter(share -> !settled.contains(share))
                .concatMap(share -> refunds.request(
                        payment.community(),
                        payment.id(),
                        new RefundRows.Asked(share.reference(), share.amountFen(), "重复支付，自动退款", false)))
                .then();
    }

    private @Nullable String difference(PaymentNotice notice, Payment payment) {
        if (!notice.merchantId().equals(ours.pay().merchantId())) {
            return "merchant";
        }
        if (!notice.appId().equals(ours.appId())) {
            return "app";
        }
        if (notice.amountFen() != payment.amountFen()) {
            return "amount";
        }
        if (!notice.currency().equals("CNY")) {
            return "currency";
        }
        String known = payment.transactionId();
        boolean other = known != null && !known.equals(notice.transactionId());
        return other || notice.transactionId().isEmpty() || payment.way() != Way.WECHAT ? "transaction" : null;
    }

    private Refusal mismatch(String what) {
        meters.counter("doorstep.payment.mismatches", "what", what).increment();
        return Refusal.conflict("payment-mismatch").with("what", what);
    }

    private Instant paidAt(PaymentNotice notice) {
        OffsetDateTime said = notice.paidAt();
        return said == null ? clock.instant() : said.toInstant();
    }

    private static Transfer received(Payment payment, Account into) {
        CommunityId community = payment.community();
        return Transfer.between(
                community,
                "PAYMENT",
                payment.id().value(),
                payment.description(),
                Account.RESIDENTS,
                into,
                payment.amountFen());
    }

    private static List<PaymentReceived> events(Payment payment, List<Share> settled) {
        return settled.stream()
                .map(share -> new PaymentReceived(
                        payment.community(),
                        share.reference(),
                        payment.version() + 1,
                        payment.id().value(),
                        share.amountFen(),
                        payment.way().name()))
                .toList();
    }
}
