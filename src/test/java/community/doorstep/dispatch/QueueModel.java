package community.doorstep.dispatch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a station's queue in Redis must hold, in plain Java. */
final class QueueModel {

    private record Known(long version, JobState state, String worker, String audience) {}

    private record Lease(String token, String worker, long until) {}

    private record Event(long seq, String card) {}

    private final int eventsKept;
    private final long endedKept;
    private @Nullable String gen;
    private long seq;
    private final Map<String, Long> ready = new TreeMap<>();
    private final Map<String, Known> jobs = new TreeMap<>();
    private final Map<String, Lease> leases = new TreeMap<>();
    private final Map<String, List<String>> busy = new TreeMap<>();
    private final Map<String, Long> gone = new TreeMap<>();
    private final Deque<Event> events = new ArrayDeque<>();

    QueueModel(int eventsKept, long endedKept) {
        this.eventsKept = eventsKept;
        this.endedKept = endedKept;
    }

    LeaseAnswer lease(String job, String worker, String token, long now, long length, int places) {
        Known known = jobs.get(job);
        Lease held = leases.get(job);
        if (gen == null) {
            return LeaseAnswer.LOST;
        }
        if (known == null) {
            return LeaseAnswer.UNKNOWN;
        }
        if (known.state() != JobState.WAITING) {
            return LeaseAnswer.HELD;
        }
        if (!known.audience().isEmpty() && !known.audience().equals(worker)) {
            return LeaseAnswer.NOT_OFFERED;
        }
        if (busy.getOrDefault(worker, List.of()).size() >= places) {
            return LeaseAnswer.BUSY;
        }
        boolean live = held != null && held.until() > now;
        if (live && held.token().equals(token)) {
            return LeaseAnswer.LEASED;
        }
        if (live && !held.worker().equals(worker)) {
            return LeaseAnswer.LEASED_TO_ANOTHER;
        }
        leases.put(job, new Lease(token, worker, now + length));
        return LeaseAnswer.LEASED;
    }

    void unlease(String job, String token) {
        leases.computeIfPresent(job, (id, lease) -> lease.token().equals(token) ? null : lease);
    }

    boolean settle(JobCard card, String json, boolean announce, long now) {
        String job = card.id().toString();
        Known known = jobs.get(job);
        if (known != null && known.version() >= card.version()) {
            return false;
        }
        if (known != null) {
            busy.computeIfPresent(known.worker(), (worker, held) -> without(held, job));
        }
        String worker = card.state().inHand() ? String.valueOf(card.worker()) : "";
        jobs.put(
                job,
                new Known(
                        card.version(),
                        card.state(),
                        worker,
                        QueueEntry.of(card).audience()));
        leases.remove(job);
        ready.remove(job);
        if (card.state() == JobState.WAITING) {
            ready.put(job, card.rank());
        }
        if (card.state().inHand()) {
            busy.computeIfAbsent(worker, first -> new ArrayList<>()).add(job);
        }
        if (card.state().ended()) {
            gone.put(job, now);
        } else {
            gone.remove(job);
        }
        if (gen != null && announce) {
            tell(json);
        }
        return true;
    }

    boolean duty(String worker) {
        if (gen == null) {
            return false;
        }
        tell(worker);
        return true;
    }

    private void tell(String told) {
        events.add(new Event(++seq, told));
        while (events.size() > eventsKept) {
            events.remove();
        }
    }

    private static @Nullable List<String> without(List<String> held, String job) {
        List<String> rest = new ArrayList<>(held);
        rest.remove(job);
        return rest.isEmpty() ? null : rest;
    }

    void forget(long now) {
        gone.entrySet().removeIf(ended -> {
            boolean past = ended.getValue() <= now - endedKept;
            if (past) {
                jobs.remove(ended.getKey());
            }
            return past;
        });
    }

    void clear() {
        lose();
        ready.clear();
        jobs.clear();
        leases.clear();
        busy.clear();
        gone.clear();
        events.clear();
    }

    void open(String newGen) {
        gen = newGen;
        seq = 0;
    }

    void lose() {
        gen = null;
        seq = 0;
    }

    boolean lost() {
        return gen == null;
    }

    /** Everything in the form in which the test reads Redis. */
    String written() {
        StringBuilder text = new StringBuilder();
        text.append("gen ").append(gen == null ? "" : gen + " " + seq).append('\n');
        ready.forEach((job, order) -> line(text, "ready", job, String.valueOf(order)));
        jobs.forEach((job, known) -> line(
                text,
                "jobs",
                job,
                known.version() + "|" + known.state() + "|" + known.worker() + "|" + known.audience()));
        leases.forEach(
                (job, lease) -> line(text, "lease", job, lease.token() + "|" + lease.worker() + "|" + lease.until()));
        busy.forEach((worker, held) -> line(text, "busy", worker, String.join(",", held)));
        gone.forEach((job, at) -> line(text, "gone", job, String.valueOf(at)));
        events.forEach(event -> line(text, "events", event.seq() + "-0", event.card()));
        return text.toString();
    }

    static void line(StringBuilder text, String what, String key, String value) {
        text.append(what).append(' ').append(key).append(' ').append(value).append('\n');
    }
}
