package community.doorstep.imports;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import org.jspecify.annotations.Nullable;

/** Who imports into which community; menus also into which service. */
record Target(Caller admin, CommunityId community, @Nullable ServiceId service) {}
