package community.doorstep.dispatch;

/** How far a waiting job has come; each is climbed once, until it is given back. The ordinal plus one is kept. */
public enum Rung {
    /** Looked at for the first time. */
    RECEIVED,
    /** Everybody on duty may claim, and their phones ring. */
    ALL,
    /** The nearest stations may claim, and their phones ring. */
    NEIGHBOURS,
    /** The lead's phone rings. */
    LEAD,
    /** The promised time is over, and nobody came: the lead's phone rings again. */
    UNSERVED;

    public int height() {
        return ordinal() + 1;
    }

    /** Whoever has only been looked at goes on to all. */
    public HopKind hop() {
        return switch (this) {
            case RECEIVED, ALL -> HopKind.ALL;
            case NEIGHBOURS -> HopKind.NEIGHBOURS;
            case LEAD -> HopKind.LEAD;
            case UNSERVED -> HopKind.UNSERVED;
        };
    }
}
