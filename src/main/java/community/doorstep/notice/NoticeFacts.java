package community.doorstep.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a notice's words are made from, as it was when it was written; never a person's name.
 *
 * @param service null, as its start is, when it is not about a booking
 * @param zone in which its times are read out
 * @param movedFrom when it would have started
 * @param until until when something is kept or free
 * @param reason in the words of staff
 * @param refundedFen what is given back; null when nothing
 * @param budget which budget runs low; null when it is about something else
 * @param evidence which claim to a benefit; null when it is about something else
 */
record NoticeFacts(
        @Nullable String service,
        String zone,
        @Nullable Instant startsAt,
        @Nullable Instant movedFrom,
        @Nullable Instant until,
        @Nullable String reason,
        @Nullable Long refundedFen,
        @Nullable BudgetFacts budget,
        @Nullable EvidenceFacts evidence) {

    static NoticeFacts of(BudgetFacts budget, String zone) {
        return new NoticeFacts(null, zone, null, null, null, null, null, budget, null);
    }

    /** @param reason in the words of the admin; null when there is none */
    static NoticeFacts of(EvidenceFacts evidence, @Nullable String reason, String zone) {
        return new NoticeFacts(null, zone, null, null, null, reason, null, null, evidence);
    }
}
