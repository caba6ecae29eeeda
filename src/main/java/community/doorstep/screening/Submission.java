package community.doorstep.screening;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import java.util.UUID;

/**
 * What somebody hands in for others to see.
 *
 * @param source the module's name for what it belongs to, e.g. rating; comes back in {@link Screened}
 * @param subject what it belongs to
 */
public record Submission(CommunityId community, PersonId author, String source, UUID subject) {}
