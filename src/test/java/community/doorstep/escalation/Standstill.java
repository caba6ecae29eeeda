package community.doorstep.escalation;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How long the machine stood still, as a thread notices that only wants to be woken now and then: no fault of what is measured meanwhile. */
final class Standstill implements AutoCloseable {

    private static final long WAKE_MILLIS = 20;
    private static final long USUAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final ScheduledExecutorService waking = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "standstill");
        thread.setDaemon(true);
        return thread;
    });
    private long woken = System.nanoTime();
    private long stood;

    Standstill() {
        waking.scheduleWithFixedDelay(this::wake, WAKE_MILLIS, WAKE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void wake() {
        long now = System.nanoTime();
        if (now - woken > USUAL_NANOS) {
            stood += now - woken;
        }
        woken = now;
    }

    /** All that was noticed. */
    synchronized Duration sofar() {
        wake();
        return Duration.ofNanos(stood);
    }

    @Override
    public void close() {
        waking.shutdownNow();
    }
}
