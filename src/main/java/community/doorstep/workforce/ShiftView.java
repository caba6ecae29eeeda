package community.doorstep.workforce;

import com.fasterxml.jackson.annotation.JsonInclude;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A worker's own shift. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ShiftView(
        boolean onDuty,
        boolean onBreak,
        @Nullable StationId stationId,
        @Nullable Instant since,
        List<String> skills) {

    static final ShiftView NEVER = new ShiftView(false, false, null, null, List.of());

    static ShiftView of(Shift shift) {
        return new ShiftView(
                shift.onDuty(),
                shift.onBreak(),
                shift.at().station(),
                shift.since(),
                shift.skills().stream().sorted().toList());
    }
}
