package community.doorstep.catalog;

/** What a service is about, where that makes a difference to the daily work; prices and seats need no kind. */
public enum ServiceKind {
    CARE,
    MEAL,
    REPAIR,
    /** 代办: what somebody asks for is made ready, and handed over at a counter or at their door. */
    ERRAND,
    OTHER;

    /** It is done for somebody who need not be anywhere for it, and may ask for several at a time. */
    public boolean isSentFor() {
        return this == REPAIR || this == ERRAND;
    }
}
