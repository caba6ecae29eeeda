package community.doorstep.children;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** In which weeks of a term a class takes place 单双周: in all, or in every other. The term's first week is an A. */
enum Weeks {
    EVERY,
    A,
    B;

    private static final long MONDAY_BEFORE_THE_EPOCH = 3;
    private static final int DAYS = 7;

    /** 0 or 1, of the Monday-to-Sunday week that holds the day; the same for terms that begin differently. */
    static int parity(LocalDate day) {
        return (int) Math.floorMod(Math.floorDiv(day.toEpochDay() + MONDAY_BEFORE_THE_EPOCH, (long) DAYS), 2L);
    }

    /** Of the weeks in which it takes place, in a term that begins on that day; null: in all. */
    @Nullable
    Integer parityIn(LocalDate termBegins) {
        return switch (this) {
            case EVERY -> null;
            case A -> parity(termBegins);
            case B -> 1 - parity(termBegins);
        };
    }
}
