package community.doorstep.bench;

import java.util.Set;

/**
 * {@code -Dbench.only=quotes,sold-out}, {@code -Dbench.pairs=5}, {@code -Dbench.seconds=4} for each sample,
 * {@code -Dbench.bookings=10000000}, {@code -Dbench.strict} (a missed "must" fails the build), {@code -Dbench.profile}
 * (a flight recording of each row in {@code target/bench}).
 */
record BenchSettings(Set<String> only, int pairs, double seconds, long bookings, boolean strict, boolean profile) {

    static BenchSettings given() {
        String only = System.getProperty("bench.only", "");
        return new BenchSettings(
                only.isBlank() ? Set.of() : Set.of(only.split(",")),
                Integer.getInteger("bench.pairs", 5),
                Double.parseDouble(System.getProperty("bench.seconds", "4")),
                Long.getLong("bench.bookings", 10_000_000),
                isOn("bench.strict"),
                isOn("bench.profile"));
    }

    /** Named is enough: {@code -Dbench.strict}. */
    private static boolean isOn(String name) {
        String value = System.getProperty(name);
        return value != null && !value.equals("false");
    }

    boolean wants(String row) {
        return only.isEmpty() || only.contains(row);
    }
}
