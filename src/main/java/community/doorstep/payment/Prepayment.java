package community.doorstep.payment;

import community.doorstep.identity.WechatAccounts;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Refusal;
import community.doorstep.wechat.PrepayOrder;
import community.doorstep.wechat.WechatPay;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gets an order at WeChat that the payer can pay. The intent and our number are committed first; whatever breaks after
 * that, the next try or the sweeper goes on with the same number.
 */
@Component
class Prepayment {

    private record Asked(Payment payment, String openId) {}

    private final PaymentRows payments;
    private final PaidRows paid;
    private final OpenPayments open;
    private final WechatAccounts accounts;
    private final WechatPay wechat;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final PaymentSettings settings;
    private final Clock clock;

    Prepayment(
            PaymentRows payments,
            PaidRows paid,
            OpenPayments open,
            WechatAccounts accounts,
            WechatPay wechat,
            TransactionalOperator transaction,
            Detached detached,
            PaymentSettings settings,
            Clock clock) {
        this.payments = payments;
        this.paid = paid;
        this.open = open;
        this.accounts = accounts;
        this.wechat = wechat;
        this.transaction = transaction;
        this.detached = detached;
        this.settings = settings;
        this.clock = clock;
    }

    Mono<PaymentRequest> prepay(Bill bill) {
        Mono<PaymentRequest> whole = Mono.defer(() -> accounts.openId(bill.payer()))
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("wechat-account-missing")))
                .zipWhen(
                        openId -> intend(bill).as(transaction::transactional),
                        (openId, payment) -> new Asked(payment, openId))
                .flatMap(this::ask);
        return detached.run(whole);
    }

    /** The one open payment for the bill, stored. */
    private Mono<Payment> intend(Bill bill) {
        Instant now = clock.instant();
        if (!now.isBefore(bill.payBefore())) {
            return Mono.error(() -> Refusal.conflict("payment-time-over"));
        }
        Payment fresh = Payment.of(bill, Way.WECHAT, now);
        return payments.add(fresh, bill, null, settings.askAfter())
                .then(payments.locked(bill.community(), bill.references()))
                .delayUntil(overlapping -> unpaid(bill))
                .flatMap(overlapping -> offered(bill, fresh, overlapping));
    }

    private Mono<Void> unpaid(Bill bill) {
        return paid.of(bill.community(), List.of(bill.references()))
                .next()
                .flatMap(already -> Mono.error(() -> Refusal.conflict("already-paid")));
    }

    /** What was open for some of it, together with others or alone, gives way. */
    private Mono<Payment> offered(Bill bill, Payment fresh, List<Payment> overlapping) {
        List<Payment> open =
                overlapping.stream().filter(payment -> payment.state().isOpen()).toList();
        Payment serving = open.stream()
                .filter(payment -> payment.serves(bill, fresh.createdAt()))
                .findFirst()
                .orElse(null);
        Mono<Void> others = Flux.fromIterable(open)
                .filter(payment -> !payment.equals(serving))
                .concatMap(payments::withdraw)
                .then();
        return serving == null ? others.then(replace(bill, fresh)) : others.thenReturn(serving);
    }

    /** Another payer, another amount, or too late: a new order takes the place of what was open. */
    private Mono<Payment> replace(Bill bill, Payment fresh) {
        return payments.add(fresh, bill, null, settings.askAfter()).thenReturn(fresh);
    }

    private Mono<PaymentRequest> ask(Asked asked) {
        Payment payment = asked.payment();
        String known = payment.prepayId();
        if (known != null && payment.canBePaidWith(known, clock.instant())) {
            return request(payment, known);
        }
        return wechat.prepay(order(asked))
                .flatMap(prepayId -> keep(payment, prepayId))
                .onErrorResume(Refusal.class, refusal -> refused(payment, refusal));
    }

    private Mono<PaymentRequest> keep(Payment payment, String prepayId) {
        return payments.prepaid(payment, prepayId)
                .filter(kept -> kept)
                .flatMap(kept -> request(payment, prepayId))
                .switchIfEmpty(Mono.defer(() -> payments.get(payment).flatMap(Prepayment::noLongerOpen)));
    }

    private static Mono<PaymentRequest> noLongerOpen(Payment now) {
        return Mono.error(
                () -> Refusal.conflict(now.state() == PaymentState.PAID ? "already-paid" : "payment-time-over"));
    }

    /** Paid meanwhile: it is booked before we say so. Refused for good: the next try gets another number. */
    private Mono<PaymentRequest> refused(Payment payment, Refusal refusal) {
        return switch (refusal.code()) {
            case "payment-already-paid" -> open.ask(payment).then(Mono.error(() -> Refusal.conflict("already-paid")));
            case "wechat-refused" -> payments.withdraw(payment).then(Mono.error(refusal));
            default -> Mono.error(refusal);
        };
    }

    private Mono<PaymentRequest> request(Payment payment, String prepayId) {
        return wechat.requestPayment(prepayId)
                .map(signed -> new PaymentRequest(payment.id(), payment.amountFen(), payment.payBefore(), signed));
    }

    private static PrepayOrder order(Asked asked) {
        Payment payment = asked.payment();
        return new PrepayOrder(
                payment.number(),
                asked.openId(),
                payment.amountFen(),
                payment.description(),
                payment.expiresAtWechat().atOffset(ZoneOffset.UTC));
    }
}
