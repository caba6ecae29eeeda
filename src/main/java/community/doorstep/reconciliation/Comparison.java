package community.doorstep.reconciliation;

import community.doorstep.payment.WechatMove;
import community.doorstep.wechat.FlowLine;
import community.doorstep.wechat.TradeLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Compares a day's bills with what is known and booked here. Without I/O. */
final class Comparison {

    /** Clocks and callbacks differ by so much at most. */
    private static final Duration AROUND = Duration.ofMinutes(10);

    /**
     * @param known all that the bills' numbers name here
     * @param doneThatDay all that was done here on that day
     * @param booked what the ledger has of each on WeChat's account, by source, without its sign
     */
    record Papers(
            Instant from,
            Instant to,
            List<TradeLine> trades,
            List<FlowLine> flows,
            List<WechatMove> known,
            List<WechatMove> doneThatDay,
            Map<UUID, Long> booked) {}

    private final Papers papers;
    private final Map<String, WechatMove> byNumber = new HashMap<>();
    private final List<Found> found = new ArrayList<>();

    private Comparison(Papers papers) {
        this.papers = papers;
        papers.known().forEach(move -> byNumber.put(move.number(), move));
    }

    static List<Found> of(Papers papers) {
        Comparison comparison = new Comparison(papers);
        papers.trades().forEach(comparison::trade);
        comparison.whatTheBillLacks();
        comparison.flows();
        return comparison.found;
    }

    private void trade(TradeLine line) {
        WechatMove move = byNumber.get(line.number());
        if (move == null) {
            add(line, null, DifferenceKind.UNKNOWN_NUMBER, 0, DifferenceCause.OTHER_SYSTEM);
            return;
        }
        Long booked = papers.booked().get(move.source());
        if (booked == null) {
            DifferenceCause cause = line.isRefund() ? DifferenceCause.REFUND_UNDER_WAY : DifferenceCause.CALLBACK_LOST;
            add(line, move, DifferenceKind.NOT_BOOKED, 0, cause);
        } else if (booked != line.amountFen()) {
            add(line, move, DifferenceKind.AMOUNT_DIFFERS, booked, DifferenceCause.DISCOUNT_OR_CORRECTION);
        }
    }

    private void add(
            TradeLine line,
            @org.jspecify.annotations.Nullable WechatMove move,
            DifferenceKind kind,
            long booked,
            DifferenceCause cause) {
        found.add(new Found(
                move == null ? null : move.community(),
                kind,
                line.number(),
                line.wechatNumber(),
                line.amountFen(),
                booked,
                cause));
    }

    private void whatTheBillLacks() {
        Set<String> inBill = new HashSet<>();
        papers.trades().forEach(line -> inBill.add(line.number()));
        for (WechatMove move : papers.doneThatDay()) {
            if (!inBill.contains(move.number())) {
                long booked = papers.booked().getOrDefault(move.source(), 0L);
                DifferenceCause cause =
                        aroundMidnight(move) ? DifferenceCause.AROUND_MIDNIGHT : DifferenceCause.NOT_AT_WECHAT;
                found.add(new Found(move.community(), DifferenceKind.NOT_IN_BILL, move.number(), "", 0, booked, cause));
            }
        }
    }

    /** A refund counts at WeChat when it was taken, here when it was done: any time before. */
    private boolean aroundMidnight(WechatMove move) {
        Instant at = Objects.requireNonNull(move.doneAt());
        return move.kind().equals("REFUND")
                || at.isBefore(papers.from().plus(AROUND))
                || !at.isBefore(papers.to().minus(AROUND));
    }

    private void flows() {
        Set<String> moved = new HashSet<>();
        Set<String> traded = new HashSet<>();
        papers.trades().forEach(line -> traded.add(line.wechatNumber()));
        for (FlowLine flow : papers.flows()) {
            moved.add(flow.wechatNumber());
            if (!traded.contains(flow.wechatNumber()) && !byNumber.containsKey(flow.voucher())) {
                DifferenceCause cause =
                        flow.type().contains("提现") ? DifferenceCause.WITHDRAWAL : DifferenceCause.UNKNOWN;
                found.add(new Found(
                        null,
                        DifferenceKind.OTHER_FLOW,
                        flow.flowNumber(),
                        flow.wechatNumber(),
                        flow.amountFen(),
                        0,
                        cause));
            }
        }
        for (TradeLine line : papers.trades()) {
            if (!moved.contains(line.wechatNumber())) {
                WechatMove move = byNumber.get(line.number());
                long booked = move == null ? 0 : papers.booked().getOrDefault(move.source(), 0L);
                add(line, move, DifferenceKind.NO_FLOW, booked, DifferenceCause.NOT_SETTLED_YET);
            }
        }
    }
}
