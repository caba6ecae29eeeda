package community.doorstep.reconciliation;

import community.doorstep.shared.CommunityId;
import org.jspecify.annotations.Nullable;

/**
 * A difference as comparing found it.
 *
 * @param community null where nobody knows whose money it is
 * @param number ours; WeChat's flow number where there is none
 */
record Found(
        @Nullable CommunityId community,
        DifferenceKind kind,
        String number,
        String wechatNumber,
        long wechatFen,
        long bookedFen,
        DifferenceCause cause) {}
