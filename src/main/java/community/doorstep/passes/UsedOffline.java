package community.doorstep.passes;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a use that a tablet sent.
 *
 * @param subject what the pass concerns; null when it is unknown
 * @param at by our clock
 * @param displaced the use that counted until this earlier one became known
 * @param isNew false when it was sent before
 */
public record UsedOffline(
        UUID use,
        PassId pass,
        @Nullable UUID subject,
        PassOutcome outcome,
        Instant at,
        @Nullable UUID displaced,
        boolean isNew) {}
