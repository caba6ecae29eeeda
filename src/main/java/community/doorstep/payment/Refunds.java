package community.doorstep.payment;

import community.doorstep.ledger.Account;
import community.doorstep.ledger.Ledger;
import community.doorstep.ledger.Transfer;
import community.doorstep.shared.Audit;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.wechat.RefundAnswer;
import community.doorstep.wechat.RefundNotice;
import community.doorstep.wechat.WechatPay;
import community.doorstep.wechat.WechatSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends what is to be given back to WeChat, with the same number until it has answered, and asks until the payer has
 * it; the books follow the money.
 */
@Component
class Refunds {

    private static final Logger log = LoggerFactory.getLogger(Refunds.class);
    private static final String CURRENCY = "CNY";

    /** Asking again would change nothing: WeChat says no, or gives back something else than we asked for. */
    private static final Set<String> FOR_A_PERSON = Set.of("wechat-refused", "payment-mismatch");

    private static final Pauses AFTER_FAILURE = new Pauses(Duration.ofSeconds(5), Duration.ofHours(1));
    private static final Pauses UNTIL_DONE = new Pauses(Duration.ofSeconds(30), Duration.ofHours(6));

    private final RefundRows refunds;
    private final WechatPay wechat;
    private final Ledger ledger;
    private final Audit audit;
    private final Outbox outbox;
    private final WechatSettings ours;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final MeterRegistry meters;
    private final Clock clock;

    Refunds(
            RefundRows refunds,
            WechatPay wechat,
            Ledger ledger,
            Audit audit,
            Outbox outbox,
            WechatSettings ours,
            TransactionalOperator transaction,
            Detached detached,
            MeterRegistry meters,
            Clock clock) {
        this.refunds = refunds;
        this.wechat = wechat;
        this.ledger = ledger;
        this.audit = audit;
        this.outbox = outbox;
        this.ours = ours;
        this.transaction = transaction;
        this.detached = detached;
        this.meters = meters;
        this.clock = clock;
    }

    /** Looks after those that are due; answers how many there were. */
    Mono<Integer> sweep() {
        return refunds.due(Sweeper.BATCH, Sweeper.LEASE)
                .flatMap(due -> Flux.fromIterable(due)
                        .flatMap(this::look, Sweeper.AT_ONCE)
                        .then(Mono.just(due.size())));
    }

    private Mono<Void> look(Refund refund) {
        Mono<RefundAnswer> answer = refund.state() == RefundState.REQUESTED
                ? wechat.refund(refund.order())
                : wechat.queryRefund(refund.number()).onErrorResume(Refunds::unheardOf, lost -> send(refund));
        return answer.map(said -> matched(said, refund))
                .flatMap(said -> settle(refund, said))
                .onErrorResume(error -> putOff(refund, error));
    }

    private Mono<RefundAnswer> send(Refund refund) {
        return wechat.refund(refund.order());
    }

    private static boolean unheardOf(Throwable error) {
        return error instanceof Refusal refusal && refusal.code().equals("payment-unknown");
    }

    private Mono<Void> settle(Refund refund, RefundAnswer answer) {
        return switch (answer.status()) {
            case "SUCCESS" -> done(refund, answer.refundId());
            case "CLOSED", "ABNORMAL" -> failed(refund, answer.status());
            default ->
                refunds.accepted(refund, answer.refundId(), after(UNTIL_DONE, refund))
                        .then();
        };
    }

    /** A callback: what it says is settled at once. Refuses {@code payment-unknown} (404), {@code payment-mismatch} (409). */
    Mono<Boolean> told(RefundNotice notice) {
        return refunds.byNumber(notice.outRefundNo())
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("payment-unknown")))
                .map(refund -> matched(notice, refund))
                .flatMap(refund -> refund.state() == RefundState.DONE
                        ? Mono.just(false)
                        : settle(refund, notice.answer()).thenReturn(true));
    }

    private Refund matched(RefundNotice notice, Refund refund) {
        mustBeNone(difference(notice, refund));
        return refund;
    }

    private RefundAnswer matched(RefundAnswer answer, Refund refund) {
        mustBeNone(difference(answer, refund));
        return answer;
    }

    private void mustBeNone(@Nullable String difference) {
        if (difference != null) {
            meters.counter("doorstep.payment.mismatches", "what", difference).increment();
            throw Refusal.conflict("payment-mismatch").with("what", difference);
        }
    }

    private @Nullable String difference(RefundNotice notice, Refund refund) {
        if (!notice.merchantId().equals(ours.pay().merchantId())) {
            return "merchant";
        }
        if (!notice.outTradeNo().equals(refund.paymentNumber())) {
            return "payment";
        }
        return difference(notice.answer(), refund);
    }

    private static @Nullable String difference(RefundAnswer answer, Refund refund) {
        if (answer.refundFen() != refund.amountFen() || answer.totalFen() != refund.paidFen()) {
            return "amount";
        }
        return answer.currency().isEmpty() || answer.currency().equals(CURRENCY) ? null : "currency";
    }

    private Mono<Void> done(Refund refund, String wechatId) {
        Mono<Void> booked = refunds.done(refund, wechatId)
                .filter(now -> now)
                .delayUntil(now ->
                        ledger.post(returned(refund.community(), refund.id(), refund.amountFen(), Account.WECHAT)))
                .flatMap(now -> outbox.add(refund.done()));
        return detached.run(booked.as(transaction::transactional)).doOnSuccess(nothing -> {
            count("done");
            outbox.nudge();
        });
    }

    private Mono<Void> failed(Refund refund, String why) {
        log.error("Refund {} failed ({}): a person must give the money back", refund.number(), why);
        count("failed");
        return refunds.failed(refund).then();
    }

    private Mono<Void> putOff(Refund refund, Throwable error) {
        if (error instanceof Refusal refusal && FOR_A_PERSON.contains(refusal.code())) {
            return failed(refund, refusal.code());
        }
        log.warn("Refund {} is tried again later: {}", refund.number(), error.toString());
        count("put-off");
        return refunds.lookAgain(refund, after(AFTER_FAILURE, refund)).then();
    }

    /** Cash handed back over the counter, in the caller's transaction; answers how much. */
    Mono<Long> cashReturned(UUID[] communities, UUID reference, PersonId returnedBy) {
        return refunds.cashReturned(communities, reference, returnedBy)
                .collectList()
                .delayUntil(back -> ledger.postAll(back.stream()
                        .map(one ->
                                returned(one.community(), one.refund(), one.amountFen(), Account.cashOf(returnedBy)))
                        .toList()))
                .delayUntil(back -> noted(back, returnedBy))
                .delayUntil(back -> outbox.addAll(
                        back.stream().map(one -> handedBack(one, reference)).toList()))
                .map(back ->
                        back.stream().mapToLong(RefundRows.CashBack::amountFen).sum());
    }

    private Mono<Void> noted(List<RefundRows.CashBack> back, PersonId by) {
        return Flux.fromIterable(back)
                .concatMap(one -> audit.note(
                        by, one.community(), "cash-given-back", one.refund(), String.valueOf(one.amountFen())))
                .then();
    }

    private static RefundDone handedBack(RefundRows.CashBack back, UUID reference) {
        return new RefundDone(
                back.community(),
                reference,
                1,
                back.refund(),
                back.payment(),
                back.payer(),
                back.words(),
                back.amountFen(),
                Way.CASH.name(),
                back.favour());
    }

    private static Transfer returned(CommunityId community, UUID refund, long fen, Account from) {
        return Transfer.between(community, "REFUND", refund, "退款", from, Account.RESIDENTS, fen);
    }

    private Instant after(Pauses pauses, Refund refund) {
        return clock.instant().plus(pauses.before(refund.looks()));
    }

    private void count(String outcome) {
        meters.counter("doorstep.payment.refunds", "outcome", outcome).increment();
    }
}
