package community.doorstep.delivery;

import community.doorstep.shared.CommunityId;
import java.util.List;
import java.util.function.Supplier;

/**
 * Something that is to reach somebody.
 *
 * @param kind the code of its kind; names its template
 * @param channels the ways that it may take, the best first
 * @param content made only when there is a way
 */
public record Parcel(
        CommunityId community,
        String kind,
        Urgency urgency,
        List<Channel> channels,
        Recipient to,
        Supplier<Content> content) {}
