package community.doorstep.extras;

/** What became of an offer; all but the first are final. */
enum OfferState {
    OFFERED,
    APPROVED,
    DECLINED,
    /** By the worker, or because the work ended without it. */
    WITHDRAWN
}
