package community.doorstep.dispatch;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A station's queue in Redis held against PostgreSQL, in both directions and key by key. That Redis remembers ended jobs
 * for a while is no difference.
 *
 * @param known what PostgreSQL has there: all that is open, and of what has ended at least what Redis has
 * @param left the versions of jobs that are not there any more, for their stations need no help
 * @param lease for how long a claim may hold a job
 */
record Comparison(Map<String, QueueEntry> known, Map<String, Long> left, QueueDump redis, long nowMs, Duration lease) {

    private static final String STREAM = "stream";
    private static final Set<String> ENDED =
            Stream.of(JobState.values()).filter(JobState::ended).map(Enum::name).collect(Collectors.toSet());

    static Comparison of(
            Collection<QueueEntry> open,
            Collection<StationReads.NotOpen> notOpen,
            QueueDump redis,
            long nowMs,
            Duration lease) {
        Map<String, QueueEntry> known = new HashMap<>();
        Map<String, Long> left = new HashMap<>();
        notOpen.forEach(job -> {
            if (job.endedHere()) {
                known.put(job.entry().job(), job.entry());
            } else {
                left.put(job.entry().job(), job.entry().version());
            }
        });
        open.forEach(job -> known.put(job.job(), job));
        return new Comparison(known, left, redis, nowMs, lease);
    }

    Set<Difference> differences() {
        return Stream.of(
                        jobs(),
                        differing(Difference.Kind.READY, ready(), redis.ready()),
                        differing(Difference.Kind.BUSY, busy(), redis.busy()),
                        leases(),
                        differing(Difference.Kind.GONE, remembered(), gone()),
                        events())
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    private Set<Difference> jobs() {
        Set<Difference> all = new HashSet<>();
        known.forEach((job, entry) -> {
            String found = redis.jobs().get(job);
            if (found == null && !entry.state().ended()) {
                all.add(new Difference(Difference.Kind.MISSING, job, entry.written(), null));
            } else if (found != null && !found.equals(entry.written())) {
                all.add(new Difference(Difference.Kind.STALE, job, entry.written(), found));
            }
        });
        redis.jobs().forEach((job, found) -> {
            if (!known.containsKey(job) && !isWithdrawn(job, found)) {
                all.add(new Difference(Difference.Kind.EXTRA, job, null, found));
            }
        });
        return all;
    }

    private boolean isWithdrawn(String job, String found) {
        Long version = left.get(job);
        return version != null
                && found.matches("\\d{1,15}\\|CANCELLED\\|\\|")
                && Long.parseLong(found.substring(0, found.indexOf('|'))) <= version;
    }

    private Map<String, Long> ready() {
        return known.values().stream()
                .filter(entry -> entry.state() == JobState.WAITING)
                .collect(Collectors.toMap(QueueEntry::job, QueueEntry::rank));
    }

    private Map<String, List<String>> busy() {
        return known.values().stream()
                .filter(entry -> entry.state().inHand())
                .sorted(Comparator.comparing(QueueEntry::job))
                .collect(Collectors.groupingBy(
                        QueueEntry::worker, Collectors.mapping(QueueEntry::job, Collectors.toList())));
    }

    private Set<Difference> leases() {
        return redis.leases().entrySet().stream()
                .filter(lease -> !isHeld(lease.getKey(), lease.getValue()))
                .map(lease -> leftBehind(lease.getKey(), lease.getValue()))
                .collect(Collectors.toSet());
    }

    private Difference leftBehind(String job, String written) {
        QueueEntry of = known.get(job);
        return new Difference(Difference.Kind.LEASE, job, of == null ? null : of.written(), written);
    }

    private boolean isHeld(String job, String written) {
        return stateOf(redis.jobs().getOrDefault(job, "")).equals(JobState.WAITING.name())
                && Lease.read(written).filter(held -> held.isHeld(nowMs, lease)).isPresent();
    }

    /** What Redis has as ended, and so must forget one day. */
    private Map<String, Boolean> remembered() {
        return redis.jobs().entrySet().stream()
                .filter(job -> ENDED.contains(stateOf(job.getValue())))
                .collect(Collectors.toMap(Map.Entry::getKey, job -> true));
    }

    private Map<String, Boolean> gone() {
        return redis.gone().stream().collect(Collectors.toMap(job -> job, job -> true));
    }

    private Set<Difference> events() {
        Set<Difference> all = new HashSet<>();
        if (!redis.numbers().whole()) {
            all.add(new Difference(Difference.Kind.EVENTS, STREAM, null, "not whole"));
        }
        redis.told().forEach((job, version) -> {
            String has = redis.jobs().get(job);
            if (has != null && !has.startsWith(version + "|")) {
                all.add(new Difference(Difference.Kind.EVENTS, job, has, version));
            }
        });
        return all;
    }

    /** Of {@code version|state|…}; empty when it is nothing of the kind. */
    private static String stateOf(String written) {
        String[] parts = written.split("\\|", -1);
        return parts.length > 1 ? parts[1] : "";
    }

    private static <T> Set<Difference> differing(Difference.Kind kind, Map<String, T> wanted, Map<String, T> found) {
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
