package community.doorstep.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.StationId;

/** A service station 驿站, or a partner merchant 合作商户; the place is GCJ-02. */
public record Station(
        StationId id,
        CommunityId communityId,
        String name,
        String address,
        GeoPoint place,
        String phone,
        StationKind kind) {

    @JsonIgnore
    public boolean isPartner() {
        return kind == StationKind.PARTNER;
    }
}
