package community.doorstep.dispatch;

import com.fasterxml.jackson.annotation.JsonInclude;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.PersonId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One door of a run, as its worker sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Stop(
        int number,
        UUID reference,
        PersonId residentId,
        StopState state,
        GeoPoint place,
        @Nullable String address,
        String note,
        @Nullable Instant arrivedAt,
        @Nullable Instant endedAt,
        String reason) {}
