package community.doorstep.bench;

/**
 * A request as it goes over the wire.
 *
 * @param tag what the asker knows it by
 * @param hangUpAfterNanos when to close the connection without waiting for the answer; negative: never
 */
public record HttpRequest(byte[] bytes, Object tag, long hangUpAfterNanos) {

    HttpRequest(byte[] bytes, Object tag) {
        this(bytes, tag, -1);
    }
}
