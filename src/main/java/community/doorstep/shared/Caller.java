package community.doorstep.shared;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Who is calling, and what they may do where; taken from the bearer token, never from the request.
 *
 * @param reachable whether the house has a verified phone number of theirs
 */
public record Caller(PersonId person, List<Grant> grants, boolean reachable) {

    /** Refuses {@code phone-required} (403): who books must be within a station's reach. */
    public void mustBeReachable() {
        if (!reachable) {
            throw Refusal.forbidden("phone-required");
        }
    }

    public Set<Role> roles() {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        grants.forEach(grant -> roles.add(grant.role()));
        return roles;
    }

    /** The communities where the caller holds one of the roles, for {@code community_id = ANY(:communities)}. */
    public UUID[] communitiesAs(Role first, Role... more) {
        EnumSet<Role> wanted = EnumSet.of(first, more);
        UUID[] communities = grants.stream()
                .filter(grant -> wanted.contains(grant.role()))
                .map(Grant::community)
                .filter(java.util.Objects::nonNull)
                .map(CommunityId::value)
                .distinct()
                .toArray(UUID[]::new);
        if (communities.length == 0) {
            throw Refusal.forbidden("role-missing");
        }
        return communities;
    }

    /**
     * The communities where the caller holds one of the roles at this station, or at all of theirs, for {@code
     * community_id = ANY(:communities)} beside the station. Refuses {@code role-missing} (403) when there are none.
     */
    public UUID[] communitiesAt(StationId station, Role first, Role... more) {
        EnumSet<Role> wanted = EnumSet.of(first, more);
        UUID[] communities = grants.stream()
                .filter(grant -> wanted.contains(grant.role()))
                .filter(grant -> grant.station() == null || grant.station().equals(station))
                .map(Grant::community)
                .filter(java.util.Objects::nonNull)
                .map(CommunityId::value)
                .distinct()
                .toArray(UUID[]::new);
        if (communities.length == 0) {
            throw Refusal.forbidden("role-missing");
        }
        return communities;
    }

    /** Refuses {@code role-missing} (403) unless the caller holds one of the roles in that community. */
    public void mustBe(CommunityId community, Role first, Role... more) {
        EnumSet<Role> wanted = EnumSet.of(first, more);
        if (grants.stream().noneMatch(g -> wanted.contains(g.role()) && community.equals(g.community()))) {
            throw Refusal.forbidden("role-missing");
        }
    }

    public void mustBeCityAdmin() {
        if (!roles().contains(Role.CITY_ADMIN)) {
            throw Refusal.forbidden("role-missing");
        }
    }
}
