package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Workers who claim, give back, arrive, complete, pause and hand over at random and at once, while jobs are cancelled: no
 * hop that the states do not allow, no worker with more jobs than places, and Redis ends as PostgreSQL says.
 */
class JobSequencesTests extends ApiTest {

    private static final int LIVES = "true".equals(System.getProperty("thorough")) ? 20 : 2;
    private static final int STEPS = 200;
    private static final int PLACES = 2;

    private record Hop(UUID job, JobState state) {}

    @Autowired
    private Jobs jobs;

    @Autowired
    private TransactionalOperator transaction;

    @Autowired
    private ReactiveStringRedisTemplate redis;

    private Roster roster;
    private List<Town.Person> workers;
    private List<JobId> posted;

    @Test
    void whateverWorkersDoAtOnceEachJobGoesItsWay() {
        roster = new Roster(town(), jobs, transaction, CLOCK);
        roster.rules(Map.of("places", PLACES));
        Town.Person resident = town().resident("李奶奶", "1942-04-01");
        workers = List.of(
                roster.worker("甲", "TAP"),
                roster.worker("乙", "TAP"),
                roster.worker("丙", "TAP"),
                roster.worker("丁", "TAP"));
        for (int seed = 0; seed < LIVES; seed++) {
            posted = Flux.range(0, 6)
                    .map(i -> roster.post(resident, "TAP"))
                    .collectList()
                    .block();
            live(new Random(seed));
            everyHopIsAllowed(seed);
        }
        await().atMost(Duration.ofSeconds(10)).untilAsserted(this::redisIsAsPostgresSays);
    }

    private void live(Random random) {
        List<Mono<Integer>> steps = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            Town.Person worker = workers.get(random.nextInt(workers.size()));
            Town.Person other = workers.get(random.nextInt(workers.size()));
            JobId job = posted.get(random.nextInt(posted.size()));
            int what = random.nextInt(100);
            steps.add(Mono.fromCallable(() -> step(worker, other, job, what)).subscribeOn(Schedulers.boundedElastic()));
        }
        List<Integer> answers = Flux.fromIterable(steps)
                .flatMap(step -> step, 8)
                .doOnNext(status -> assertThat(overfull()).isEmpty())
                .collectList()
                .block();
        assertThat(answers).allMatch(status -> status < 500).anyMatch(status -> status == 200);
    }

    private int step(Town.Person worker, Town.Person other, JobId job, int what) {
        if (what < 2) {
            roster.cancel(job);
            return 200;
        }
        String step = what < 40
                ? "claim"
                : what < 60
                        ? "arrival"
                        : what < 68
                                ? "release"
                                : what < 76
                                        ? "pause"
                                        : what < 84
                                                ? "resumption"
                                                : what < 90 ? "handover" : what < 96 ? "takeover" : "completion";
        Object body = switch (step) {
            case "release" -> Map.of("reason", "没有零件");
            case "pause" ->
                Map.of("reason", "PARTS", "resumesAt", CLOCK.instant().plus(Duration.ofHours(1)));
            case "handover" -> Map.of("workerId", other.id(), "reason", "下班");
            default -> null;
        };
        return roster.step(worker, job, step, body).status();
    }

    private List<UUID> overfull() {
        return database.sql("""
            SELECT worker_id FROM job
            WHERE worker_id = ANY(:workers) AND state IN ('ACCEPTED', 'ARRIVED')
            GROUP BY worker_id HAVING count(*) > :places
            """)
                .bind(
                        "workers",
                        workers.stream().map(one -> UUID.fromString(one.id())).toArray(UUID[]::new))
                .bind("places", PLACES)
                .map(row -> row.get("worker_id", UUID.class))
                .all()
                .collectList()
                .block();
    }

    private void everyHopIsAllowed(int seed) {
        UUID[] ids = posted.stream().map(JobId::value).toArray(UUID[]::new);
        List<Hop> hops = database.sql(
                        "SELECT job_id, state FROM job_event WHERE job_id = ANY(:jobs) ORDER BY job_id, version")
                .bind("jobs", ids)
                .map(row -> new Hop(row.get("job_id", UUID.class), JobState.valueOf(row.get("state", String.class))))
                .all()
                .collectList()
                .block();
        for (int i = 1; i < hops.size(); i++) {
            Hop before = hops.get(i - 1);
            Hop after = hops.get(i);
            assertThat(!before.job().equals(after.job())
                            || before.state() == after.state()
                            || before.state().canBecome(after.state()))
                    .as("seed %s: %s after %s", seed, after, before)
                    .isTrue();
        }
    }

    private void redisIsAsPostgresSays() {
        StationKeys keys = StationKeys.of(StationId.of(town().stationId));
        Map<Object, Object> known = redis.opsForHash()
                .entries(keys.jobs())
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .block();
        Set<String> open = new HashSet<>();
        database.sql("""
            SELECT id, version || '|' || state || '|' ||
                CASE WHEN state IN ('ACCEPTED', 'ARRIVED') THEN worker_id::text ELSE '' END || '|' AS entry
            FROM job WHERE station_id = :station AND ended_at IS NULL
            """)
                .bind("station", UUID.fromString(town().stationId))
                .map(row -> Map.entry(row.get("id", UUID.class).toString(), row.get("entry", String.class)))
                .all()
                .doOnNext(entry -> open.add(entry.getKey()))
                .collectList()
                .block()
                .forEach(entry -> assertThat(known).containsEntry(entry.getKey(), entry.getValue()));
        Set<String> waiting = new HashSet<>(redis.opsForZSet()
                .range(keys.ready(), org.springframework.data.domain.Range.unbounded())
                .collectList()
                .block());
        assertThat(open).containsAll(waiting);
    }
}
