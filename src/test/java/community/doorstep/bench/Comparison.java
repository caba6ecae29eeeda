package community.doorstep.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A ratio that the design names: ours and the limit, measured in turns.
 *
 * @param less whether less is better
 */
record Comparison(
        String name,
        String title,
        String unit,
        Arm ours,
        Arm baseline,
        ToDoubleFunction<Outcome> figure,
        double must,
        double aim,
        boolean less) {

    private static Comparison rate(String name, String title, Arm ours, Arm baseline, double must, double aim) {
        return new Comparison(name, title, "1/s", ours, baseline, Outcome::perSecond, must, aim, false);
    }

    static final List<Comparison> ALL = List.of(
            rate(
                    "many-slots",
                    "bookings, 1000 slots, 256 connections ÷ JDBC",
                    Arm.of(Task.BOOK, 256),
                    Arm.jdbc(),
                    1.0,
                    1.8),
            rate(
                    "few-connections",
                    "bookings, 1000 slots, 32 connections ÷ JDBC",
                    Arm.of(Task.BOOK, 32),
                    Arm.jdbc(),
                    0.6,
                    1.0),
            rate(
                    "hot-slot",
                    "bookings, one slot, 256 connections ÷ JDBC on that row",
                    Arm.of(Task.BOOK_HOT, 256),
                    Arm.of(Task.JDBC_HOT, Arm.JDBC_THREADS),
                    5,
                    10),
            new Comparison(
                    "lone",
                    "a lone booking, p50 ÷ the JDBC transaction alone",
                    "µs",
                    Arm.of(Task.BOOK, 1),
                    Arm.of(Task.JDBC, 1),
                    Outcome::p50Micros,
                    3,
                    1.8,
                    true),
            rate(
                    "sold-out",
                    "sold-out answers ÷ an endpoint that does nothing",
                    Arm.of(Task.SOLD_OUT, 256),
                    Arm.of(Task.NOTHING, 256),
                    0.6,
                    0.85),
            rate(
                    "quotes",
                    "quotes ÷ an endpoint that does nothing",
                    Arm.of(Task.QUOTE, 256),
                    Arm.of(Task.NOTHING, 256),
                    0.5,
                    0.75),
            rate(
                    "slow-wechat",
                    "quotes while WeChat takes 5 s for each answer and 64 people sign in ÷ quotes",
                    Arm.besideSlowWechat(Task.QUOTE, 256),
                    Arm.of(Task.QUOTE, 256),
                    0.9,
                    1.0),
            rate(
                    "overload",
                    "bookings, 2560 connections ÷ 256",
                    Arm.of(Task.BOOK, 2560),
                    Arm.of(Task.BOOK, 256),
                    0.85,
                    0.95));
}
