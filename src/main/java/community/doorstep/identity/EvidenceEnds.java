package community.doorstep.identity;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Accepted evidence will soon hold no more, and nothing newer follows it.
 *
 * @param validUntil the last day on which it holds
 */
public record EvidenceEnds(
        CommunityId community, UUID aggregate, long version, PersonId person, String kind, LocalDate validUntil)
        implements DomainEvent {}
