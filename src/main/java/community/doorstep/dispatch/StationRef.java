package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.StationId;

/** A station with its community, which leads every key. */
record StationRef(CommunityId community, StationId station) {}
