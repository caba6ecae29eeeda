package community.doorstep.bench;

import java.util.ArrayList;
import java.util.List;

/** What years of bookings do to the next one: the same load on a small table, then on a large one. */
final class History {

    private static final long FEW = 10_000;
    private static final Arm ARM = Arm.of(Task.BOOK, 32);

    private final BenchedHouse house;
    private final Stopwatch watch;
    private final BenchSettings settings;

    History(BenchedHouse house, Stopwatch watch, BenchSettings settings) {
        this.house = house;
        this.watch = watch;
        this.settings = settings;
    }

    /** Not in turns: ten million rows are not made five times. */
    Row measured() throws Exception {
        double few = p50With(FEW);
        double many = p50With(settings.bookings());
        double ratio = many / few;
        return new Row(
                "history",
                String.format("booking latency, %,d bookings ÷ %,d", settings.bookings(), FEW),
                "µs",
                1.5,
                1.1,
                true,
                many,
                few,
                ratio,
                List.of(),
                "p50 at 32 connections; one after the other");
    }

    private double p50With(long bookings) throws Exception {
        System.out.println("Making " + bookings + " bookings");
        house.settlement().replaceBookings(bookings);
        watch.warm(ARM);
        List<Double> latencies = new ArrayList<>();
        for (int sample = 0; sample < settings.pairs(); sample++) {
            if (bookings == FEW && sample > 0) {
                house.settlement().replaceBookings(FEW);
            }
            latencies.add(watch.sample(ARM).p50Micros());
        }
        return Medians.of(latencies);
    }
}
