package community.doorstep.shared;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * How many people wait for this instance to decide about them. While they are a crowd, what need not happen at once gives
 * way to them: whoever looks at a screen goes before the notice that they will read tonight.
 */
@Component
public class Rush {

    static final Duration LATER = Duration.ofSeconds(2);

    private static final int CROWD = 16;

    private final AtomicInteger waiting = new AtomicInteger();

    /** Each who comes leaves, whatever the answer. */
    public void come() {
        waiting.incrementAndGet();
    }

    public void leave() {
        waiting.decrementAndGet();
    }

    boolean isOn() {
        return waiting.get() >= CROWD;
    }
}
