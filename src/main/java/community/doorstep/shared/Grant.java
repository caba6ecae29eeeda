package community.doorstep.shared;

import org.jspecify.annotations.Nullable;

/** A role held in a community, at one station or at all of them; a city admin's names no community. */
public record Grant(
        Role role,
        @Nullable CommunityId community,
        @Nullable StationId station) {}
