package community.doorstep.embedded;

/** Why the embedded run does not start, in words for the person at the keyboard. */
final class CannotStart extends RuntimeException {

    CannotStart(String reason) {
        super(reason);
    }
}
