package community.doorstep.screening;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import java.util.UUID;

/**
 * Words or a picture that had to wait may be shown, or may not.
 *
 * @param aggregate what they belong to: a rating, a report of a fault
 * @param source the module's name for what they belong to, as it gave it
 * @param screening which of its words or pictures
 */
public record Screened(
        CommunityId community, UUID aggregate, long version, String source, UUID screening, boolean shown)
        implements DomainEvent {}
