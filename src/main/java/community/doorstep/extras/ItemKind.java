package community.doorstep.extras;

/** What can be added at the door. */
enum ItemKind {
    /** Taken from the station's stock. */
    PART,
    LABOUR
}
