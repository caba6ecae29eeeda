package community.doorstep.funds;

import community.doorstep.shared.CommunityId;
import java.util.UUID;

/**
 * A fund of a community.
 *
 * @param code by which price books and budgets name it; it stays
 * @param version counts the edits; the fund's ETag
 */
public record RegisteredFund(
        UUID id, CommunityId communityId, String code, FundKind kind, String nameZh, String nameEn, long version) {}
