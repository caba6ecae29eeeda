package community.doorstep.screening;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import java.util.UUID;

/**
 * Words or a picture that had to wait may be shown, or may not.
 *
 * @param aggregate what they belong to: a rating, a report of a fault
 * @param source the module's name for what they belong to, as it gave it
 * @param photo one of its pictures; else its words
 */
public record Screened(CommunityId community, UUID aggregate, long version, String source, boolean photo, boolean shown)
        implements DomainEvent {

    /** Staff have refused the words of something of this source. */
    public boolean refusedWordsOf(String of) {
        return source.equals(of) && !photo && !shown;
    }
}
