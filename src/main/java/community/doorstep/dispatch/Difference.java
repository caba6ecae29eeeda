package community.doorstep.dispatch;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that Redis has otherwise than PostgreSQL.
 *
 * @param key a job, or a worker for {@link Kind#BUSY}
 * @param wanted as PostgreSQL has it; null for nothing
 * @param found as Redis has it
 */
record Difference(
        Kind kind,
        String key,
        @Nullable String wanted,
        @Nullable String found) {

    enum Kind {
        /** Open, and Redis does not know it. */
        MISSING,
        /** Redis has another version or state of it. */
        STALE,
        /** Open in Redis only. */
        EXTRA,
        /** Not in its place among what waits. */
        READY,
        /** A worker's hands. */
        BUSY;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** In both directions; that Redis remembers ended jobs for a while is none. */
    static Set<Difference> between(Collection<QueueEntry> open, QueueDump redis) {
        Set<Difference> all = new HashSet<>();
        Map<String, String> jobs =
                open.stream().collect(Collectors.toMap(QueueEntry::job, QueueEntry::written, (a, b) -> a));
        jobs.forEach((job, wanted) -> {
            String found = redis.jobs().get(job);
            if (!wanted.equals(found)) {
                all.add(new Difference(found == null ? Kind.MISSING : Kind.STALE, job, wanted, found));
            }
        });
        redis.jobs().forEach((job, found) -> {
            if (!jobs.containsKey(job) && !hasEnded(found)) {
                all.add(new Difference(Kind.EXTRA, job, null, found));
            }
        });
        all.addAll(differing(Kind.READY, ready(open), redis.ready()));
        all.addAll(differing(Kind.BUSY, busy(open), redis.busy()));
        return all;
    }

    private static boolean hasEnded(String written) {
        String[] parts = written.split("\\|", -1);
        return parts.length > 1 && JobState.valueOf(parts[1]).ended();
    }

    private static Map<String, Long> ready(Collection<QueueEntry> open) {
        Map<String, Long> ready = new HashMap<>();
        open.stream()
                .filter(entry -> entry.state() == JobState.WAITING)
                .forEach(entry -> ready.put(entry.job(), entry.rank()));
        return ready;
    }

    private static Map<String, Set<String>> busy(Collection<QueueEntry> open) {
        return open.stream()
                .filter(entry -> entry.state().inHand())
                .collect(Collectors.groupingBy(
                        QueueEntry::worker, Collectors.mapping(QueueEntry::job, Collectors.toSet())));
    }

    private static <T> Set<Difference> differing(Kind kind, Map<String, T> wanted, Map<String, T> found) {
        Set<String> keys = new HashSet<>(wanted.keySet());
        keys.addAll(found.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(wanted.get(key), found.get(key)))
                .map(key -> new Difference(kind, key, text(wanted.get(key)), text(found.get(key))))
                .collect(Collectors.toSet());
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
