package community.doorstep.repair;

/** Where a repair call stands, apart from its job. */
enum CallState {
    POSTED,
    CANCELLED,
    DONE,
    /** Somebody stood before a closed door, and it ended with that. */
    UNMET
}
