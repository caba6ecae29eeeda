package community.doorstep.canteen;

/** Where a meal stands at the counter. */
enum MealState {
    ORDERED,
    /** Redeemed 核销: handed out, once. */
    EATEN,
    /** The sitting is over and nobody came; a tablet that was alone may still report the contrary. */
    MISSED,
    CANCELLED
}
