package community.doorstep.pickup;

import community.doorstep.care.Fetched;

/** How somebody says that they may fetch a child. */
enum Way {
    GUARDIAN,
    LISTED,
    PASS,
    /** By nothing but a name: never enough. */
    NAMED,
    /** The child goes by itself. */
    ALONE;

    Fetched fetched() {
        return switch (this) {
            case GUARDIAN -> Fetched.GUARDIAN;
            case LISTED -> Fetched.LISTED;
            case ALONE -> Fetched.ALONE;
            case PASS, NAMED -> Fetched.PASS;
        };
    }
}
