package community.doorstep.funds;

import community.doorstep.shared.CommunityId;
import java.time.LocalDate;

/** A fund on one day. */
public record FundDay(CommunityId community, String fund, LocalDate day) {}
