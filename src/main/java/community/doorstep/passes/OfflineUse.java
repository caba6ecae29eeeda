package community.doorstep.passes;

import java.time.Instant;
import java.util.UUID;

/**
 * A use that a tablet let pass by itself.
 *
 * @param id made by the tablet, so that the same use may be sent again
 * @param at as the tablet's clock said
 */
public record OfflineUse(UUID id, PassId pass, Instant at) {}
