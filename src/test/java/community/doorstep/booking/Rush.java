package community.doorstep.booking;

import community.doorstep.bench.HttpAnswer;
import community.doorstep.bench.HttpRequest;
import community.doorstep.bench.HttpWork;
import community.doorstep.bench.Letters;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All want the same slot, as people at their phones do: every second one asks twice with the same key (a third of all
 * requests), at once or later; one in eight hangs up at some moment and asks again. Whoever got no answer, or is told
 * to come back, does so with the same key until the answer is a booking or a refusal.
 */
final class Rush implements HttpWork {

    private static final int REPEATS_IN = 2;
    private static final int HANGS_UP_IN = 8;
    private static final long LONGEST_WAIT = TimeUnit.MILLISECONDS.toNanos(60);
    private static final long LATER = TimeUnit.MILLISECONDS.toNanos(1500);
    private static final long AGAIN = TimeUnit.MILLISECONDS.toNanos(100);

    private record Wish(int person, String key) {}

    private record Later(long at, Wish wish) {}

    private final RushOrder order;
    private final String[] quotes;
    private final PrintWriter journal;
    private final Random random;
    private final ArrayDeque<Wish> now = new ArrayDeque<>();
    private final PriorityQueue<Later> later = new PriorityQueue<>(Comparator.comparingLong(Later::at));
    private int open;
    private long end;

    Rush(RushOrder order, String[] quotes, PrintWriter journal) {
        this.order = order;
        this.quotes = quotes;
        this.journal = journal;
        this.random = new Random(order.seed());
    }

    @Override
    public void begin() {
        end = System.nanoTime() + TimeUnit.SECONDS.toNanos(order.secondsAtMost());
        for (int person = 0; person < quotes.length; person++) {
            Wish wish = new Wish(person, new UUID(random.nextLong(), random.nextLong()).toString());
            now.add(wish);
            open++;
            if (random.nextInt(REPEATS_IN) == 0) {
                repeat(wish);
            }
        }
    }

    private void repeat(Wish wish) {
        open++;
        if (random.nextBoolean()) {
            now.add(wish);
        } else {
            ask(wish, random.nextLong(LATER));
        }
    }

    private void ask(Wish wish, long in) {
        later.add(new Later(System.nanoTime() + in, wish));
    }

    @Override
    public HttpRequest next() {
        while (!later.isEmpty() && later.peek().at() - System.nanoTime() <= 0) {
            now.add(later.poll().wish());
        }
        Wish wish = now.poll();
        if (wish == null) {
            return null;
        }
        String body = "{\"slotId\":\"" + order.slot() + "\",\"quote\":\"" + quotes[wish.person()] + "\"}";
        long hangUp = random.nextInt(HANGS_UP_IN) == 0 ? random.nextLong(LONGEST_WAIT) : -1;
        String token = order.tokens().get(wish.person());
        return Letters.request("/api/bookings", token, wish.key(), body, wish, hangUp);
    }

    @Override
    public void answered(HttpRequest request, HttpAnswer answer, long nanos) {
        Wish wish = (Wish) request.tag();
        String code = answer.text("code");
        RushEntry entry = new RushEntry(
                wish.person(),
                wish.key(),
                answer.status(),
                code,
                answer.status() == 201 ? answer.text("id") : null,
                answer.status() == 201 || answer.status() == 409 ? null : answer.body());
        note(entry);
        if (answer.status() >= 500) {
            ask(wish, AGAIN + random.nextLong(AGAIN));
        } else {
            open--;
        }
    }

    @Override
    public void broken(HttpRequest request) {
        Wish wish = (Wish) request.tag();
        note(new RushEntry(wish.person(), wish.key(), 0, "", null, null));
        ask(wish, random.nextLong(AGAIN));
    }

    /** On disk at once: what was acknowledged must be known even when this process dies. */
    private void note(@Nullable RushEntry entry) {
        journal.println(RushClient.JSON.writeValueAsString(entry));
    }

    @Override
    public boolean goesOn() {
        return open > 0 && System.nanoTime() - end < 0;
    }
}
