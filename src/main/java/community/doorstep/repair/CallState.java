package community.doorstep.repair;

/** Where a repair call stands, apart from its job. */
enum CallState {
    POSTED,
    CANCELLED,
    DONE
}
