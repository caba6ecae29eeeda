package community.doorstep.shared;

/** A station with its community, which leads every key. */
public record StationRef(CommunityId community, StationId station) {}
