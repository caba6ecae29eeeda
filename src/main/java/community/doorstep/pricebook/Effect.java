package community.doorstep.pricebook;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a benefit does to the list price.
 *
 * @param fen the price (FIXED) or what is taken off (AMOUNT_OFF)
 * @param percent what is taken off (PERCENT_OFF), rounded to the fen in the payer's favour
 * @param floorFen the least that is still to be paid
 * @param capFen the most that is taken off
 */
public record Effect(
        Kind kind,
        @Nullable Long fen,
        @Nullable Integer percent,
        @Nullable Long floorFen,
        @Nullable Long capFen) {

    public enum Kind {
        FREE,
        FIXED,
        PERCENT_OFF,
        AMOUNT_OFF
    }

    public Effect {
        Objects.requireNonNull(kind, "kind");
    }

    /** What remains to be paid: from nothing to the list price. */
    public long dueFen(long listFen) {
        long due = switch (kind) {
            case FREE -> 0;
            case FIXED -> given(fen);
            case PERCENT_OFF ->
                Math.floorDiv(Math.multiplyExact(listFen, 100L - (percent == null ? 0 : percent)), 100L);
            case AMOUNT_OFF -> listFen - given(fen);
        };
        if (capFen != null) {
            due = Math.max(due, listFen - capFen);
        }
        if (floorFen != null) {
            due = Math.max(due, floorFen);
        }
        return Math.max(0, Math.min(due, listFen));
    }

    private static long given(@Nullable Long fen) {
        return fen == null ? 0 : fen;
    }
}
