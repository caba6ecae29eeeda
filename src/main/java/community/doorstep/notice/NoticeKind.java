package community.doorstep.notice;

import java.util.Locale;

/** What a notice tells; each has its words in {@code notices_zh.properties} and {@code notices_en.properties}. */
public enum NoticeKind {
    BOOKING_CONFIRMED,
    /** By staff. */
    BOOKING_CANCELLED,
    /** The slot does not take place. */
    BOOKING_CLOSED,
    /** It was not paid in time. */
    BOOKING_EXPIRED,
    BOOKING_MOVED,
    BOOKING_MISSED,
    /** From the waitlist. */
    SEAT_OFFERED,
    OFFER_LAPSED,
    EVIDENCE_ACCEPTED,
    /** Refused, or taken back. */
    EVIDENCE_REJECTED,
    EVIDENCE_ENDS,
    /** To the admins of the community: most of it is reserved or spent. */
    BUDGET_LOW;

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
