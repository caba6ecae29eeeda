package community.doorstep.notice;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a notice's words are made from, as it was when it was written; never a person's name.
 *
 * @param service null, as its start is, when it is not about a booking
 * @param zone in which its times are read out
 * @param startsAt when what it is about begins, or happened
 * @param movedFrom when it would have started
 * @param until until when something is kept or free
 * @param reason in the words of staff, or in the house's own
 * @param reasonEn the same in English; null when it was staff who said it
 * @param refundedFen what is given back; null when nothing
 * @param budget which budget runs low; null when it is about something else
 * @param evidence which claim to a benefit; null when it is about something else
 * @param details further facts by name, said as they stand: a station's name, minutes, a skill
 */
record NoticeFacts(
        @Nullable String service,
        String zone,
        @Nullable Instant startsAt,
        @Nullable Instant movedFrom,
        @Nullable Instant until,
        @Nullable String reason,
        @Nullable String reasonEn,
        @Nullable Long refundedFen,
        @Nullable BudgetFacts budget,
        @Nullable EvidenceFacts evidence,
        @Nullable Map<String, String> details) {

    static final NoticeFacts NONE = new NoticeFacts(null, "", null, null, null, null, null, null, null, null, null);

    NoticeFacts of(@Nullable String named, String inZone) {
        return new NoticeFacts(
                named, inZone, startsAt, movedFrom, until, reason, reasonEn, refundedFen, budget, evidence, details);
    }

    NoticeFacts startsAt(Instant moment) {
        return new NoticeFacts(
                service, zone, moment, movedFrom, until, reason, reasonEn, refundedFen, budget, evidence, details);
    }

    NoticeFacts movedFrom(Instant moment) {
        return new NoticeFacts(
                service, zone, startsAt, moment, until, reason, reasonEn, refundedFen, budget, evidence, details);
    }

    NoticeFacts until(Instant moment) {
        return new NoticeFacts(
                service, zone, startsAt, movedFrom, moment, reason, reasonEn, refundedFen, budget, evidence, details);
    }

    /** None when it is null or empty. */
    NoticeFacts reason(@Nullable String words) {
        String said = words == null || words.isEmpty() ? null : words;
        return new NoticeFacts(
                service, zone, startsAt, movedFrom, until, said, null, refundedFen, budget, evidence, details);
    }

    /** In the house's own words. */
    NoticeFacts reason(String zh, String en) {
        return new NoticeFacts(
                service, zone, startsAt, movedFrom, until, zh, en, refundedFen, budget, evidence, details);
    }

    /** Nothing when it is 0. */
    NoticeFacts refunded(long fen) {
        Long given = fen == 0 ? null : fen;
        return new NoticeFacts(
                service, zone, startsAt, movedFrom, until, reason, reasonEn, given, budget, evidence, details);
    }

    NoticeFacts budget(BudgetFacts low) {
        return new NoticeFacts(
                service, zone, startsAt, movedFrom, until, reason, reasonEn, refundedFen, low, evidence, details);
    }

    NoticeFacts evidence(EvidenceFacts claim) {
        return new NoticeFacts(
                service, zone, startsAt, movedFrom, until, reason, reasonEn, refundedFen, budget, claim, details);
    }

    /** The place {@code {name}} in the words. */
    NoticeFacts detail(String name, String value) {
        Map<String, String> more = new TreeMap<>(details == null ? Map.of() : details);
        more.put(name, value);
        return new NoticeFacts(
                service, zone, startsAt, movedFrom, until, reason, reasonEn, refundedFen, budget, evidence, more);
    }
}
