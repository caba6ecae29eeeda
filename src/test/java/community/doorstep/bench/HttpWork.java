package community.doorstep.bench;

/** What {@link HttpLoad} asks for and what it hears, all on one thread. */
public interface HttpWork {

    /** All connections stand. */
    default void begin() {}

    /** The next request; null when there is none at this moment. */
    HttpRequest next();

    void answered(HttpRequest request, HttpAnswer answer, long nanos);

    /** The connection ended before the answer: by our own hanging up, or from there. */
    void broken(HttpRequest request);

    /** False when nothing more is to be asked; what is under way is still waited for. */
    boolean goesOn();
}
