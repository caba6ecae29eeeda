package community.doorstep.shared;

/** An amount in whole fen (a hundredth of a yuan); never a fraction of one. */
public record Money(long fen) implements Comparable<Money> {

    public static final Money ZERO = new Money(0);

    public static Money fen(long fen) {
        return new Money(fen);
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(fen, other.fen));
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(fen, other.fen));
    }

    /** This share of the amount, rounded down to the fen: in the payer's favour. */
    public Money percent(int percent) {
        return new Money(Math.floorDiv(Math.multiplyExact(fen, percent), 100));
    }

    public boolean isZero() {
        return fen == 0;
    }

    public Money atLeast(Money floor) {
        return compareTo(floor) < 0 ? floor : this;
    }

    public Money atMost(Money cap) {
        return compareTo(cap) > 0 ? cap : this;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(fen, other.fen);
    }

    /** As people write it: 12.50. */
    @Override
    public String toString() {
        return "%s%d.%02d".formatted(fen < 0 ? "-" : "", Math.abs(fen / 100), Math.abs(fen % 100));
    }
}
