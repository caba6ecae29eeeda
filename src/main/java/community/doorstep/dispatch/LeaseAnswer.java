package community.doorstep.dispatch;

/** What the station's queue in Redis says to a claim; PostgreSQL has the last word on all of them. */
enum LeaseAnswer {
    LEASED,
    /** Another worker's claim is being decided at this moment. */
    LEASED_TO_ANOTHER,
    /** The job is not waiting, as far as Redis knows. */
    HELD,
    /** The job is offered to somebody else, as far as Redis knows. */
    NOT_OFFERED,
    /** The worker's places are taken, as far as Redis knows. */
    BUSY,
    UNKNOWN,
    /** The station must be rebuilt. */
    LOST,
    /** Redis did not answer. */
    AWAY
}
