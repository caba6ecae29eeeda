package community.doorstep.promise;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How soon somebody can be at the door.
 *
 * @param minutes within which somebody comes; missing when nobody on duty can do it
 * @param likelihood how sure that is, 0 to 1
 * @param withinTen how likely ten minutes are; 0 where something else is agreed
 * @param ahead how many jobs wait already
 * @param onDuty how many on duty can do it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Promise(@Nullable Integer minutes, double likelihood, double withinTen, int ahead, int onDuty) {

    static final double SURE = 0.9;
    private static final int TEN_MINUTES = 600;

    static Promise nobody(int ahead) {
        return new Promise(null, 0, 0, ahead, 0);
    }

    /** @param shortest minutes that are ever promised */
    static Promise of(Estimate estimate, Calibration calibration, int shortest, int ahead, int onDuty) {
        double seconds = estimate.within(calibration.share(SURE));
        int minutes = Math.max(shortest, (int) Math.ceil(seconds / 60));
        return new Promise(
                minutes,
                rounded(calibration.likelihood(estimate.share(minutes * 60.0))),
                rounded(calibration.likelihood(estimate.share(TEN_MINUTES))),
                ahead,
                onDuty);
    }

    static double rounded(double likelihood) {
        return Math.round(likelihood * 100) / 100.0;
    }

    /** When somebody is to be there; that far from now when nobody can promise anything. */
    public Instant by(Instant now, Duration otherwise) {
        return now.plus(minutes == null ? otherwise : Duration.ofMinutes(minutes));
    }
}
