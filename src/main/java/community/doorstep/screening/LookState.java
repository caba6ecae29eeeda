package community.doorstep.screening;

/** How far the look at something is. */
enum LookState {
    /** WeChat is to be asked. */
    WAITING,
    /** WeChat looks at the photo and will tell. */
    ASKED,
    /** In the queue of staff. */
    REVIEW,
    /** Others may see it. */
    PASSED,
    /** Nobody may, by the word of staff. */
    REFUSED
}
