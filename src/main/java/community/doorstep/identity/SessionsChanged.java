package community.doorstep.identity;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.util.List;
import java.util.UUID;

/** What a person may do has changed, so what Redis remembers of these sessions must go. */
record SessionsChanged(PersonId person, List<String> tokenHashes) implements DomainEvent {

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
