package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Stations at random: one that is whole has no difference, and whichever single thing is touched, it is found. */
class ComparisonTests {

    private static final int STATIONS = 300;
    private static final long NOW = JobFixture.NOW.toEpochMilli();
    private static final Duration LEASE = Duration.ofSeconds(2);

    private static final List<String> WORKERS =
            List.of(PersonId.next().toString(), PersonId.next().toString());

    /** What PostgreSQL knows, and the same in Redis. */
    private static final class Station {

        private final List<QueueEntry> known = new ArrayList<>();
        private final List<StationReads.NotOpen> withdrawn = new ArrayList<>();
        private final Map<String, String> jobs = new TreeMap<>();
        private final Map<String, Long> ready = new TreeMap<>();
        private final Map<String, String> leases = new TreeMap<>();
        private final Map<String, List<String>> busy = new TreeMap<>();
        private final Set<String> gone = new HashSet<>();
        private final Map<String, String> told = new HashMap<>();
        private QueueDump.Numbers numbers = new QueueDump.Numbers(12, 3, 10, 12);

        Station(Random random) {
            for (JobState state : JobState.values()) {
                for (int i = 0; i < 2; i++) {
                    String worker = state.inHand() ? WORKERS.get(random.nextInt(2)) : "";
                    add(new QueueEntry(
                            Ids.next().toString(),
                            1 + random.nextInt(20),
                            state,
                            worker,
                            state == JobState.WAITING && random.nextBoolean() ? "-" : "",
                            random.nextInt(1000)));
                }
            }
            String waiting = first(JobState.WAITING);
            leases.put(waiting, "token|" + WORKERS.get(0) + "|" + (NOW + random.nextInt(2000)));
            told.put(waiting, version(waiting));
            String neighbours = Ids.next().toString();
            withdrawn.add(new StationReads.NotOpen(
                    new QueueEntry(neighbours, 7, JobState.values()[random.nextInt(8)], "", "", 1), false));
            jobs.put(neighbours, (5 + random.nextInt(3)) + "|CANCELLED||");
            gone.add(neighbours);
            told.put(Ids.next().toString(), "7");
        }

        private void add(QueueEntry entry) {
            known.add(entry);
            jobs.put(entry.job(), entry.written());
            if (entry.state() == JobState.WAITING) {
                ready.put(entry.job(), entry.rank());
            }
            if (entry.state().inHand()) {
                busy.computeIfAbsent(entry.worker(), worker -> new ArrayList<>())
                        .add(entry.job());
                busy.get(entry.worker()).sort(null);
            }
            if (entry.state().ended()) {
                gone.add(entry.job());
            }
        }

        private String first(JobState state) {
            return known.stream()
                    .filter(entry -> entry.state() == state)
                    .findFirst()
                    .orElseThrow()
                    .job();
        }

        private String version(String job) {
            return jobs.get(job).split("\\|")[0];
        }

        private Set<Difference.Kind> found() {
            QueueDump dump = new QueueDump("g", jobs, ready, leases, busy, gone, numbers, told);
            return compared(dump).stream().map(Difference::kind).collect(Collectors.toSet());
        }

        private Set<Difference> compared(QueueDump dump) {
            Map<Boolean, List<QueueEntry>> byEnd = known.stream()
                    .collect(Collectors.partitioningBy(entry -> entry.state().ended()));
            List<StationReads.NotOpen> notOpen = new ArrayList<>(withdrawn);
            byEnd.get(true).forEach(entry -> notOpen.add(new StationReads.NotOpen(entry, true)));
            return Comparison.of(byEnd.get(false), notOpen, dump, NOW, LEASE).differences();
        }
    }

    @Test
    void aStationThatIsWholeHasNone() {
        for (int seed = 0; seed < STATIONS; seed++) {
            assertThat(new Station(new Random(seed)).found())
                    .as("seed %s", seed)
                    .isEmpty();
        }
    }

    @Test
    void eachKeyThatIsTouchedIsFound() {
        for (int seed = 0; seed < STATIONS; seed++) {
            Random random = new Random(seed);
            Station station = new Station(random);
            String waiting = station.first(JobState.WAITING);
            String held = station.first(JobState.ACCEPTED);
            String ended = station.first(JobState.DONE);
            String worker = station.busy.keySet().iterator().next();
            Difference.Kind kind = Difference.Kind.values()[seed % Difference.Kind.values().length];
            int way = random.nextInt(3);
            switch (kind) {
                case MISSING ->
                    station.jobs.remove(way == 0 ? waiting : way == 1 ? held : station.first(JobState.PLANNED));
                case STALE ->
                    station.jobs.put(way == 0 ? ended : waiting, way == 1 ? "99|WAITING||" : "1|CANCELLED||-");
                case EXTRA ->
                    station.jobs.put(
                            way == 0
                                    ? Ids.next().toString()
                                    : station.withdrawn.get(0).entry().job(),
                            way == 1 ? "8|CANCELLED||" : "3|WAITING||");
                case READY -> {
                    if (way == 0) {
                        station.ready.remove(waiting);
                    } else {
                        station.ready.put(way == 1 ? waiting : held, 5000L);
                    }
                }
                case BUSY -> {
                    if (way == 0) {
                        station.busy.remove(worker);
                    } else if (way == 1) {
                        station.busy.get(worker).add(station.busy.get(worker).get(0));
                    } else {
                        station.busy.put(PersonId.next().toString(), List.of(waiting));
                    }
                }
                case LEASE ->
                    station.leases.put(
                            way == 0 ? held : waiting,
                            way == 1 ? "token|w|" + (NOW + 3_600_000) : "token|w|" + (NOW - 3_600_000));
                case GONE -> {
                    if (way == 0) {
                        station.gone.remove(ended);
                    } else {
                        station.gone.add(way == 1 ? waiting : Ids.next().toString());
                    }
                }
                case EVENTS -> {
                    if (way == 0) {
                        station.told.put(waiting, "77");
                    } else {
                        station.numbers =
                                new QueueDump.Numbers(12, way == 1 ? 2 : 0, way == 1 ? 10 : 0, way == 1 ? 12 : 0);
                    }
                }
            }

            assertThat(station.found()).as("seed %s, %s %s", seed, kind, way).contains(kind);
        }
    }

    @Test
    void onlyAKnownJobsClaimCanSimplyBeGivenBack() {
        Station station = new Station(new Random(1));
        station.leases.put(station.first(JobState.ACCEPTED), "token|w|" + NOW);
        station.leases.put(Ids.next().toString(), "token|w|" + NOW);
        station.leases.put(station.first(JobState.DONE), "no lease at all");
        QueueDump dump = new QueueDump(
                "g",
                station.jobs,
                station.ready,
                station.leases,
                station.busy,
                station.gone,
                station.numbers,
                station.told);

        assertThat(station.compared(dump))
                .hasSize(3)
                .filteredOn(Difference::isLeftBehind)
                .extracting(Difference::key)
                .containsExactly(station.first(JobState.ACCEPTED));
    }
}
