package community.doorstep.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import community.doorstep.shared.StationId;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How an errand 代办 is run: within which time, and where what was asked for changes hands.
 *
 * @param withinMinutes after the booking, or after the beginning of what was booked for later
 * @param skill of the station's people who do it; null: {@code ERRAND}
 * @param carriedBy the station of the same community whose people carry it to the door; null: those who made it ready
 * @param readyMinutes by when it is ready for whoever carries it; null: half of the time is for the way
 */
public record ErrandTerms(
        @NotNull HandedOver handedOver,
        @Min(5) @Max(10_080) int withinMinutes,
        @Nullable @Pattern(regexp = "[A-Z][A-Z_]{0,29}") String skill,
        @Nullable StationId carriedBy,
        @Nullable @Min(1) @Max(10_080) Integer readyMinutes) {

    public enum HandedOver {
        COUNTER,
        DOOR
    }

    public static final ErrandTerms USUAL = new ErrandTerms(HandedOver.COUNTER, 60, null, null, null);

    private static final String SKILL = "ERRAND";

    @JsonIgnore
    public String skillOrUsual() {
        return skill == null ? SKILL : skill;
    }

    @JsonIgnore
    public Duration within() {
        return Duration.ofMinutes(withinMinutes);
    }

    @JsonIgnore
    public Duration readyWithin() {
        return readyMinutes == null ? within().dividedBy(2) : Duration.ofMinutes(readyMinutes);
    }

    @JsonIgnore
    public boolean isAtTheDoor() {
        return handedOver == HandedOver.DOOR;
    }

    /** The field that contradicts the others; null when none does. */
    @Nullable
    String fault() {
        if (carriedBy != null && !isAtTheDoor()) {
            return "errand.carriedBy";
        }
        boolean late = readyMinutes != null && (carriedBy == null || readyMinutes >= withinMinutes);
        return late ? "errand.readyMinutes" : null;
    }
}
