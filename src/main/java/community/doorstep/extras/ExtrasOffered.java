package community.doorstep.extras;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.util.UUID;

/**
 * A worker at the door offers parts and labour, which the resident's people are to approve.
 *
 * @param call the repair call
 * @param code approves it when it is read to the worker; for the resident's ears and eyes
 */
public record ExtrasOffered(
        CommunityId community,
        UUID aggregate,
        long version,
        UUID call,
        PersonId resident,
        PersonId worker,
        long totalFen,
        String code)
        implements DomainEvent {

    @Override
    public String toString() {
        return "ExtrasOffered[" + aggregate + "]";
    }
}
