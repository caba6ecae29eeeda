package community.doorstep.partners;

/** Where an errand stands. */
enum ErrandState {
    ASKED,
    /** It lies at the merchant's: to be fetched, or for another station to carry. */
    READY,
    DONE,
    /** Nobody fetched it, or somebody stood with it before a closed door, and it ended with that. */
    UNMET,
    CANCELLED
}
