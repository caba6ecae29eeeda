package community.doorstep.delivery;

import java.time.Duration;

/** How much something may disturb, and what is done to reach people. */
public enum Urgency {
    /** Waits out quiet hours; the inbox does when WeChat's message may not be sent. */
    CALM(true, false, Duration.ofHours(36)),
    /** Waits out quiet hours; when one way fails, the next is taken. */
    TIMELY(true, true, Duration.ofHours(24)),
    /** At any hour (a child's safety, one's duty); when one way fails, the next is taken. */
    PRESSING(false, true, Duration.ofHours(2)),
    /** At any hour, and by all ways at once. */
    ALARM(false, true, Duration.ofMinutes(30));

    private final boolean heldBack;
    private final boolean insists;
    private final Duration worth;

    Urgency(boolean heldBack, boolean insists, Duration worth) {
        this.heldBack = heldBack;
        this.insists = insists;
        this.worth = worth;
    }

    public boolean isHeldBack() {
        return heldBack;
    }

    boolean insists() {
        return insists;
    }

    /** How long it is worth telling; not sent afterwards. */
    Duration worth() {
        return worth;
    }
}
