package community.doorstep.shared;

import java.util.UUID;

/** Something that happened, told to others through the outbox; a record that JSON can carry. */
public interface DomainEvent {

    CommunityId community();

    /** What it happened to. */
    UUID aggregate();

    /** The aggregate's version after it; draining reorders, so consumers ignore what is older than they know. */
    long version();
}
