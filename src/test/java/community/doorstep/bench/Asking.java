package community.doorstep.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** Requests of one kind, as fast as they are answered, for a time. */
final class Asking implements HttpWork {

    private final LongFunction<byte[]> requests;
    private final int wanted;
    private final long length;
    private final Map<Integer, long[]> answers = new TreeMap<>();
    private long[] nanos = new long[1 << 16];
    private int done;
    private long next;
    private long began;
    private long last;
    private boolean exhausted;

    /** @param requests the n-th request; null after the last */
    Asking(LongFunction<byte[]> requests, int wanted, double seconds) {
        this.requests = requests;
        this.wanted = wanted;
        this.length = (long) (seconds * 1e9);
    }

    @Override
    public void begin() {
        began = System.nanoTime();
    }

    @Override
    public HttpRequest next() {
        byte[] request = requests.apply(next);
        exhausted = request == null;
        return exhausted ? null : new HttpRequest(request, next++);
    }

    @Override
    public void answered(HttpRequest request, HttpAnswer answer, long took) {
        long now = System.nanoTime();
        if (now - began > length) {
            return;
        }
        last = now;
        answers.computeIfAbsent(answer.status(), status -> new long[1])[0]++;
        if (answer.status() == wanted) {
            if (done == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * done);
            }
            nanos[done++] = took;
        }
    }

    @Override
    public void broken(HttpRequest request) {
        answers.computeIfAbsent(0, status -> new long[1])[0]++;
    }

    @Override
    public boolean goesOn() {
        return !exhausted && System.nanoTime() - began < length;
    }

    /** What ran out of requests before the time was over is measured by the time that it took. */
    Outcome outcome() {
        Map<String, Long> kinds = new TreeMap<>();
        answers.forEach((status, count) -> kinds.put(String.valueOf(status), count[0]));
        return Outcome.of(nanos, done, (exhausted ? last - began : length) / 1e9, kinds);
    }
}
