package community.doorstep.payment;

import community.doorstep.shared.Refusal;
import community.doorstep.wechat.PaymentNotice;
import community.doorstep.wechat.WechatPay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks after unpaid payments: asks WeChat in case a callback was lost, and closes those whose time is over. */
@Component
class OpenPayments {

    private static final Logger log = LoggerFactory.getLogger(OpenPayments.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final Pauses AFTER_FAILURE = new Pauses(Duration.ofSeconds(5), Duration.ofMinutes(10));

    private final PaymentRows payments;
    private final Postings postings;
    private final WechatPay wechat;
    private final MeterRegistry meters;
    private final Pauses untilPaid;
    private final Clock clock;

    OpenPayments(
            PaymentRows payments,
            Postings postings,
            WechatPay wechat,
            MeterRegistry meters,
            PaymentSettings settings,
            Clock clock) {
        this.payments = payments;
        this.postings = postings;
        this.wechat = wechat;
        this.meters = meters;
        this.untilPaid = new Pauses(settings.askAfter(), LONGEST_PAUSE);
        this.clock = clock;
    }

    /** Looks after those that are due; answers how many there were. */
    Mono<Integer> sweep() {
        return payments.due(Sweeper.BATCH, Sweeper.LEASE)
                .flatMap(due -> Flux.fromIterable(due)
                        .flatMap(this::look, Sweeper.AT_ONCE)
                        .then(Mono.just(due.size())));
    }

    private Mono<Void> look(Payment payment) {
        Mono<Void> looked = payment.mustClose(clock.instant()) ? close(payment) : ask(payment);
        return looked.onErrorResume(error -> putOff(payment, error));
    }

    /** What WeChat says of it is booked, or ends it, or it is looked at again later. */
    Mono<Void> ask(Payment payment) {
        return wechat.query(payment.number())
                .flatMap(notice -> heard(payment, notice))
                .onErrorResume(OpenPayments::unheardOf, unknown -> later(payment));
    }

    private Mono<Void> close(Payment payment) {
        return wechat.close(payment.number())
                .onErrorResume(OpenPayments::unheardOf, unknown -> Mono.empty())
                .then(Mono.defer(() -> payments.closed(payment)))
                .then()
                .onErrorResume(OpenPayments::paidMeanwhile, paid -> ask(payment));
    }

    private Mono<Void> heard(Payment payment, PaymentNotice notice) {
        if (notice.paid()) {
            return postings.book(notice).doOnNext(this::found).then();
        }
        return switch (notice.tradeState()) {
            case "CLOSED", "REVOKED", "PAYERROR" -> payments.closed(payment).then();
            case "REFUND" -> refundedElsewhere(payment);
            default -> later(payment);
        };
    }

    private void found(boolean bookedNow) {
        if (bookedNow) {
            meters.counter("doorstep.payment.lost-callbacks").increment();
        }
    }

    private Mono<Void> refundedElsewhere(Payment payment) {
        log.error("Payment {} was refunded at WeChat, not by us: it is in no books", payment.number());
        meters.counter("doorstep.payment.refunded-elsewhere").increment();
        return payments.closed(payment).then();
    }

    private Mono<Void> putOff(Payment payment, Throwable error) {
        log.warn("Payment {} is looked at again later: {}", payment.number(), error.toString());
        return payments.lookAgain(payment, clock.instant().plus(AFTER_FAILURE.before(payment.looks())))
                .then();
    }

    private Mono<Void> later(Payment payment) {
        Instant now = clock.instant();
        Instant next = now.plus(untilPaid.before(payment.looks() + 1));
        boolean closesBefore =
                payment.payBefore().isAfter(now) && payment.payBefore().isBefore(next);
        return payments.lookAgain(payment, closesBefore ? payment.payBefore() : next)
                .then();
    }

    private static boolean unheardOf(Throwable error) {
        return error instanceof Refusal refusal && refusal.code().equals("payment-unknown");
    }

    private static boolean paidMeanwhile(Throwable error) {
        return error instanceof Refusal refusal && refusal.code().equals("payment-already-paid");
    }
}
