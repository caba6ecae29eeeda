package community.doorstep.catalog;

/** What a service is about, where that makes a difference to the daily work; prices and seats need no kind. */
public enum ServiceKind {
    CARE,
    MEAL,
    REPAIR,
    OTHER
}
