package community.doorstep.notice;

import community.doorstep.delivery.Channel;
import community.doorstep.delivery.Urgency;
import java.util.List;
import java.util.Locale;

/**
 * What a notice tells; each has its words in {@code notices_zh.properties} and {@code notices_en.properties}. All lie in
 * the inbox; the ways named here are taken besides, as far as they reach the person and the urgency asks for it.
 */
public enum NoticeKind {
    BOOKING_CONFIRMED(Urgency.CALM, Channel.MESSAGE, Channel.SMS),
    /** By staff. */
    BOOKING_CANCELLED(Urgency.TIMELY, Channel.MESSAGE, Channel.SMS),
    /** The slot does not take place. */
    BOOKING_CLOSED(Urgency.TIMELY, Channel.MESSAGE, Channel.SMS),
    /** It was not paid in time. */
    BOOKING_EXPIRED(Urgency.CALM, Channel.MESSAGE),
    BOOKING_MOVED(Urgency.TIMELY, Channel.MESSAGE, Channel.SMS),
    BOOKING_MISSED(Urgency.CALM, Channel.MESSAGE),
    /** From the waitlist; its clock stands still in quiet hours. */
    SEAT_OFFERED(Urgency.TIMELY, Channel.MESSAGE, Channel.SMS),
    OFFER_LAPSED(Urgency.CALM, Channel.MESSAGE),
    /** The menu has something that the person does not tolerate; to be confirmed. */
    MEAL_ALLERGENS(Urgency.TIMELY, Channel.MESSAGE, Channel.SMS),
    MEAL_READY(Urgency.TIMELY, Channel.MESSAGE, Channel.SMS),
    /** To the station's lead. */
    MEAL_REDEEMED_TWICE(Urgency.CALM),
    /** To the family: an elder who eats regularly did not come. */
    ELDER_MISSED(Urgency.PRESSING, Channel.MESSAGE, Channel.SMS),
    /** The same to the station's lead, who calls. */
    ELDER_TO_CALL(Urgency.PRESSING, Channel.MESSAGE, Channel.SMS),
    ELDER_NEEDS_HELP(Urgency.ALARM, Channel.MESSAGE, Channel.SMS, Channel.CALL),
    ELDER_TO_HELP(Urgency.ALARM, Channel.MESSAGE, Channel.SMS, Channel.CALL),
    /** It lies at the merchant's counter. */
    ERRAND_READY(Urgency.TIMELY, Channel.MESSAGE, Channel.SMS),
    FOOD_SAMPLE_OVERDUE(Urgency.CALM),
    EVIDENCE_ACCEPTED(Urgency.CALM, Channel.MESSAGE, Channel.SMS),
    /** Refused, or taken back. */
    EVIDENCE_REJECTED(Urgency.CALM, Channel.MESSAGE, Channel.SMS),
    EVIDENCE_ENDS(Urgency.CALM, Channel.MESSAGE, Channel.SMS),
    /** To a worker: seconds to answer. */
    JOB_OFFERED(Urgency.PRESSING, Channel.MESSAGE),
    /** To the workers on duty: nobody has taken it. */
    JOB_WAITS(Urgency.PRESSING, Channel.CALL, Channel.SMS),
    /** To the station's lead: nobody has taken it, or nobody is there in time. */
    JOB_NEEDS_LEAD(Urgency.PRESSING, Channel.CALL, Channel.SMS),
    /** To the resident. */
    WORKER_ON_THE_WAY(Urgency.PRESSING, Channel.MESSAGE, Channel.SMS),
    /** The worker comes again. */
    JOB_PAUSED(Urgency.TIMELY, Channel.MESSAGE, Channel.SMS),
    /** The worker stood before a closed door. */
    JOB_UNMET(Urgency.TIMELY, Channel.MESSAGE, Channel.SMS),
    /** To the admins of the community: most of it is reserved or spent. */
    BUDGET_LOW(Urgency.CALM),
    CHILD_ARRIVED(Urgency.PRESSING, Channel.MESSAGE, Channel.SMS),
    /** Nobody has seen it, and nobody gave notice. */
    CHILD_MISSING(Urgency.PRESSING, Channel.MESSAGE, Channel.CALL),
    CHILD_LEFT(Urgency.PRESSING, Channel.MESSAGE, Channel.SMS),
    /** It waits to be fetched. */
    CHILD_LATE(Urgency.PRESSING, Channel.MESSAGE, Channel.CALL),
    /** Somebody wanted to fetch it and was not let. */
    PICKUP_REFUSED(Urgency.PRESSING, Channel.MESSAGE, Channel.CALL),
    /** Somebody was let by a tablet that was alone, and should not have been; to the station's lead as well. */
    PICKUP_DOUBTFUL(Urgency.ALARM, Channel.MESSAGE, Channel.CALL),
    /** To the station's lead. */
    TABLET_CLOCK_WRONG(Urgency.TIMELY, Channel.MESSAGE),
    INCIDENT_RECORDED(Urgency.PRESSING, Channel.MESSAGE, Channel.SMS),
    /** A worker at the door waits for a yes to parts and labour. */
    EXTRAS_OFFERED(Urgency.TIMELY, Channel.MESSAGE, Channel.SMS),
    /** To the admins of the community. */
    COMPLAINT_RAISED(Urgency.CALM),
    COMPLAINT_OVERDUE(Urgency.CALM, Channel.MESSAGE),
    COMPLAINT_ANSWERED(Urgency.CALM, Channel.MESSAGE),
    /** To the admins: no budget could pay for what was put right in the street. */
    STREET_FAULT_UNPAID(Urgency.CALM),
    /** The payer has money back. */
    REFUND_DONE(Urgency.CALM, Channel.MESSAGE, Channel.SMS),
    /** Something is to be paid beyond a booking. */
    SUPPLEMENT_ASKED(Urgency.CALM, Channel.MESSAGE, Channel.SMS),
    /** To those who answer for the community's money: the nightly check of the books found something. */
    BOOKS_OFF(Urgency.CALM);

    private final Urgency urgency;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<Channel> channels;

    /** @param channels the best first; none: the inbox is enough */
    NoticeKind(Urgency urgency, Channel... channels) {
        this.urgency = urgency;
        this.channels = List.of(channels);
    }

    Urgency urgency() {
        return urgency;
    }

    List<Channel> channels() {
        return channels;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
