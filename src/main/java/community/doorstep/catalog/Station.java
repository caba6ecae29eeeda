package community.doorstep.catalog;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.StationId;

/** A service station 驿站; the place is GCJ-02. */
public record Station(
        StationId id, CommunityId communityId, String name, String address, GeoPoint place, String phone) {}
