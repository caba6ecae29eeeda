package community.doorstep.catalog;

import community.doorstep.shared.CommunityId;
import java.time.ZoneId;

/** A community 社区 and the time zone of its clocks. */
public record Community(CommunityId id, String name, ZoneId zone) {}
