package community.doorstep.reconciliation;

import community.doorstep.ledger.Account;
import community.doorstep.ledger.Balances;
import community.doorstep.ledger.Ledger;
import community.doorstep.ledger.Transfer;
import community.doorstep.payment.WechatMove;
import community.doorstep.payment.WechatMoves;
import community.doorstep.shared.Detached;
import community.doorstep.wechat.FlowLine;
import community.doorstep.wechat.TradeLine;
import community.doorstep.wechat.WechatPay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Compares a day: fetches both bills, finds what differs, books WeChat's fees, and writes all of it down at once. */
@Component
class BillReconciliation {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    private record Bills(LocalDate day, List<TradeLine> trades, List<FlowLine> flows) {

        Instant from() {
            return day.atStartOfDay(SHANGHAI).toInstant();
        }

        Instant to() {
            return day.plusDays(1).atStartOfDay(SHANGHAI).toInstant();
        }

        List<String> numbers() {
            return trades.stream().map(TradeLine::number).distinct().toList();
        }

        /** Of what moved: what the flow names may be another day's trade. */
        List<String> allNumbers() {
            List<String> all = new ArrayList<>(numbers());
            flows.forEach(flow -> all.add(flow.voucher()));
            return all;
        }
    }

    private final WechatPay wechat;
    private final WechatMoves moves;
    private final Balances balances;
    private final Ledger ledger;
    private final DayRows days;
    private final DifferenceRows differences;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final MeterRegistry meters;

    BillReconciliation(
            WechatPay wechat,
            WechatMoves moves,
            Balances balances,
            Ledger ledger,
            DayRows days,
            DifferenceRows differences,
            TransactionalOperator transaction,
            Detached detached,
            MeterRegistry meters) {
        this.wechat = wechat;
        this.moves = moves;
        this.balances = balances;
        this.ledger = ledger;
        this.days = days;
        this.differences = differences;
        this.transaction = transaction;
        this.detached = detached;
        this.meters = meters;
    }

    /** May be done again: what was settled stays settled. Fails with {@code WechatNotYet} while the bill is being made. */
    Mono<ReconciledDay> compare(LocalDate day) {
        return wechat.tradeBill(day)
                .zipWhen(trades -> wechat.fundFlowBill(day))
                .map(both -> new Bills(day, both.getT1(), both.getT2()))
                .flatMap(bills -> detached.run(compare(bills).as(transaction::transactional)))
                .then(Mono.defer(() -> differences.count(day)))
                .doOnNext(open ->
                        meters.counter("doorstep.reconciliation.differences").increment(open))
                .then(Mono.defer(() -> days.one(day)));
    }

    private Mono<Void> compare(Bills bills) {
        return Mono.zip(
                        moves.withNumbers(bills.allNumbers()).collectList(),
                        moves.done(bills.from(), bills.to()).collectList())
                .zipWhen(both -> booked(both.getT1(), both.getT2()))
                .map(all -> new Comparison.Papers(
                        bills.from(),
                        bills.to(),
                        bills.trades(),
                        bills.flows(),
                        all.getT1().getT1(),
                        all.getT1().getT2(),
                        all.getT2()))
                .delayUntil(papers -> ledger.postAll(fees(papers)))
                .delayUntil(papers -> days.note(List.of(bills.day())))
                .delayUntil(papers -> differences.write(bills.day(), Comparison.of(papers)))
                .delayUntil(papers -> differences.explained(bills.day().minusDays(1), bills.numbers()))
                .flatMap(papers -> days.done(bills.day(), bills.trades()));
    }

    private Mono<Map<UUID, Long>> booked(List<WechatMove> known, List<WechatMove> doneThatDay) {
        List<UUID> sources = new ArrayList<>();
        known.forEach(move -> sources.add(move.source()));
        doneThatDay.forEach(move -> sources.add(move.source()));
        return balances.movedBy(Account.WECHAT, List.of("PAYMENT", "REFUND"), sources);
    }

    /** What WeChat kept of each trade, and gave back with each refund; each once. */
    private static List<Transfer> fees(Comparison.Papers papers) {
        Map<String, WechatMove> byNumber = papers.known().stream()
                .collect(Collectors.toMap(WechatMove::number, Function.identity(), (one, same) -> one));
        return papers.trades().stream()
                .filter(line -> line.feeFen() != 0 && byNumber.containsKey(line.number()))
                .map(line -> fee(line, Objects.requireNonNull(byNumber.get(line.number()))))
                .toList();
    }

    private static Transfer fee(TradeLine line, WechatMove move) {
        return Transfer.between(
                move.community(),
                "WECHAT_FEE",
                move.source(),
                "微信支付手续费",
                Account.WECHAT,
                Account.WECHAT_FEES,
                line.feeFen());
    }
}
