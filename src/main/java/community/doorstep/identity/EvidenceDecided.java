package community.doorstep.identity;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An admin accepted a claim to a benefit, rejected it, or took it back.
 *
 * @param accepted whether it holds now
 * @param reason in the admin's words
 * @param validUntil the last day on which it holds; null when it does not end, or not hold
 */
public record EvidenceDecided(
        CommunityId community,
        UUID aggregate,
        long version,
        PersonId person,
        String kind,
        boolean accepted,
        String reason,
        @Nullable LocalDate validUntil)
        implements DomainEvent {

    static EvidenceDecided of(Evidence.Claim claim) {
        boolean accepted = claim.state() == Evidence.State.ACCEPTED;
        String reason = claim.reason();
        return new EvidenceDecided(
                claim.communityId(),
                claim.id(),
                claim.state() == Evidence.State.REVOKED ? 2 : 1,
                claim.personId(),
                claim.kind(),
                accepted,
                reason == null ? "" : reason,
                accepted ? claim.validUntil() : null);
    }
}
