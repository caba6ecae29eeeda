package community.doorstep.bench;

/** What the load generator can do. */
enum Task {
    /** Everyone takes their quotes, once; bookings hold them. */
    TAKE_QUOTES,
    /** Book, a thousand slots of a hundred communities. */
    BOOK,
    /** Book, all the same slot. */
    BOOK_HOT,
    /** Book what has no seat left. */
    SOLD_OUT,
    QUOTE,
    /** The endpoint behind the same doors that does nothing. */
    NOTHING,
    /** As {@link #BOOK}, without the house: connections are threads. */
    JDBC,
    /** As {@link #BOOK_HOT}, without the house. */
    JDBC_HOT;

    boolean isJdbc() {
        return this == JDBC || this == JDBC_HOT;
    }

    boolean isHot() {
        return this == BOOK_HOT || this == JDBC_HOT;
    }
}
