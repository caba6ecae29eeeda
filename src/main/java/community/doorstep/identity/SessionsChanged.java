package community.doorstep.identity;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.util.List;
import java.util.UUID;

/** What a person may do has changed, or a session of theirs is over: what was opened by them must be looked at again. */
public record SessionsChanged(PersonId person, List<String> tokenHashes) implements DomainEvent {

    @Override
    public CommunityId community() {
        return CommunityId.CITY;
    }

    @Override
    public UUID aggregate() {
        return person.value();
    }

    @Override
    public long version() {
        return 0;
    }
}
