package community.doorstep.wechat;

/** What became of a subscribe message. */
public enum MessageAnswer {
    SENT,
    /** 43101: the person has accepted none, or takes none any more. */
    NOT_ACCEPTED,
    /** 47003: a field is not as the template wants it. */
    MALFORMED,
    /** For another reason, and it would be refused again. */
    REFUSED,
    /** Certainly not sent: the same later may go. */
    NOT_SENT,
    /** The call went out and no answer came. */
    UNSURE
}
