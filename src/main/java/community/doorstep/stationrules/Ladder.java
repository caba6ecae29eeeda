package community.doorstep.stationrules;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * After how many seconds without a worker each rung is climbed; null leaves it out.
 *
 * @param allAfter everybody on duty may claim, and their phones ring
 * @param neighboursAfter the nearest stations may claim, and their phones ring
 * @param leadAfter the lead's phone rings
 * @param neighbours how many stations are called
 * @param neighboursWithin no farther than this, in metres
 */
public record Ladder(
        @Nullable @Min(5) @Max(86_400) Integer allAfter,
        @Nullable @Min(5) @Max(86_400) Integer neighboursAfter,
        @Nullable @Min(5) @Max(86_400) Integer leadAfter,
        @Min(0) @Max(20) int neighbours,
        @Min(0) @Max(50_000) int neighboursWithin) {

    public static final Ladder USUAL = new Ladder(60, 120, 180, 3, 3_000);

    boolean climbs() {
        return rises(allAfter, neighboursAfter) && rises(neighboursAfter, leadAfter) && rises(allAfter, leadAfter);
    }

    private static boolean rises(@Nullable Integer lower, @Nullable Integer higher) {
        return lower == null || higher == null || lower <= higher;
    }
}
