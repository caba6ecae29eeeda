package community.doorstep.screening;

import java.util.UUID;

/**
 * What became of the look at something for now.
 *
 * @param screening comes back in {@link Screened} when it has to wait
 * @param shown whether others may see it now
 */
public record Outcome(UUID screening, boolean shown) {}
