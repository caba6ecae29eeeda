package community.doorstep.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a notice's words are made from, as it was when it was written; never a person's name.
 *
 * @param zone in which its times are read out
 * @param movedFrom when it would have started
 * @param until until when something is kept or free
 * @param reason in the words of staff
 * @param refundedFen what is given back; null when nothing
 */
record NoticeFacts(
        String service,
        String zone,
        Instant startsAt,
        @Nullable Instant movedFrom,
        @Nullable Instant until,
        @Nullable String reason,
        @Nullable Long refundedFen) {}
