package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.Town;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * Workers claim and residents call off on several instances while Redis is emptied, restarted, set back, filled up and
 * loses keys and scripts, and while instances are killed. No job is lost, held by two or stuck; Redis is again what
 * PostgreSQL is, and so is the lead's screen, which only ever listened.
 */
class FaultTests {

    private static final boolean THOROUGH = "true".equals(System.getProperty("thorough"));
    private static final int FAULTS = Integer.getInteger("faults", THOROUGH ? 200 : 20);
    private static final int INSTANCES = 2;
    /** Another instance in the place of one that was killed takes as long to start as ten other faults take. */
    private static final int KILL_EVERY = 20;

    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
    private static final int WORKERS = 5;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private enum Fault {
        FLUSHED,
        KEY_DELETED,
        SET_BACK,
        SCRIPTS_FORGOTTEN,
        RESTARTED,
        FULL
    }

    private final Random random = new Random(7);
    private Map<String, byte[]> oldCopy;

    /** How long nobody looked after the jobs that wait, when an instance was killed. */
    private final List<Duration> takenOver = new ArrayList<>();

    /** Each brings its own instances, which take their time to start: three nodes when thorough, or {@code -Dcluster}. */
    static List<String> servers() {
        return THOROUGH || Boolean.getBoolean("cluster") ? List.of("alone", "cluster") : List.of("alone");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void nothingIsLostHeldTwiceOrStuck(String redis) throws Exception {
        try (FaultHouse house = new FaultHouse(redis, INSTANCES, redis.equals("cluster"));
                FaultClients clients = new FaultClients(house.ports())) {
            Town town = peopled(house, clients);
            StationKeys keys = StationKeys.of(StationId.of(town.stationId));
            // A cluster is the same to all but its servers: a quarter of the faults shows it.
            int faults = redis.equals("cluster") ? FAULTS / 4 : FAULTS;
            FaultBooks books = new FaultBooks(house);
            oldCopy = house.redis().copy(keys);
            Town.Person lead = town.staff("站长", "STATION_LEAD");
            try (FaultScreen screen = new FaultScreen(house.ports(), lead, town.stationId)) {
                for (int i = 1; i <= faults; i++) {
                    harm(house, clients, keys, i);
                    goesOn(clients, i);
                }
                clients.calling = false;
                clients.working = false;
                await().atMost(A_MINUTE).ignoreExceptions().untilAsserted(() -> books.redisMustAgree(keys));
                await().atMost(A_MINUTE)
                        .untilAsserted(() -> assertThat(screen.board()).isEqualTo(books.board()));
            }
            clients.working = true;
            await().atMost(A_MINUTE).until(() -> books.open() == 0 && books.allPosted(clients.journal));
            clients.close();
            assertThat(clients.strange).isEmpty();
            assertThat(clients.count("completion")).isGreaterThan(faults);
            books.mustAgreeWith(clients.journal);
            // The machine is busy with all of it: once may be late.
            assertThat(takenOver.stream().filter(time -> time.compareTo(FIVE_SECONDS) > 0))
                    .as("%s", takenOver)
                    .hasSizeLessThanOrEqualTo(1);
        }
    }

    private static Town peopled(FaultHouse house, FaultClients clients) {
        WebTestClient api = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + house.ports().get(0))
                .responseTimeout(A_MINUTE)
                .build();
        Town town = new Town(api, house.wechat());
        String service = town.service("REPAIR", "上门维修", "AFTER", null, null);
        town.publishPrices(Map.of(service, 1000L));
        town.everyDay(service, 10_000);
        String slot = town.get(null, "/api/services/" + service + "/slots")
                .at("/0/id")
                .asString();
        Town.Person resident = town.resident("李奶奶", "1942-04-01");
        for (int i = 0; i < WORKERS; i++) {
            Town.Person worker = town.staff("工" + i, "WORKER");
            Map<String, Object> able = Map.of("communityId", town.communityId, "skills", List.of("TAP"));
            town.send("PUT", town.admin, "/api/admin/workers/" + worker.id() + "/skills", able, null);
            town.send("PUT", worker, "/api/worker/shift", Map.of("onDuty", true, "stationId", town.stationId), null);
            clients.worker(worker, i);
        }
        clients.resident(resident, service, slot, WORKERS);
        await().atMost(A_MINUTE).until(() -> clients.count("completion") > 2);
        return town;
    }

    private void harm(FaultHouse house, FaultClients clients, StationKeys keys, int number) throws Exception {
        if (number % KILL_EVERY == KILL_EVERY / 2) {
            int which = random.nextInt(INSTANCES);
            for (int other = 0; other < INSTANCES; other++) {
                if (other != which) {
                    house.awaitReady(other);
                }
            }
            house.kill(which);
            takenOver.add(new FaultBooks(house).takenOver());
            house.begin(which);
            return;
        }
        Fault fault = Fault.values()[random.nextInt(Fault.values().length)];
        FailingRedis redis = house.redis();
        switch (fault) {
            case FLUSHED -> redis.flush();
            case KEY_DELETED ->
                redis.delete(keys.all().get(random.nextInt(keys.all().size())));
            case SET_BACK -> {
                Map<String, byte[]> now = redis.copy(keys);
                redis.restore(keys, oldCopy);
                oldCopy = now;
            }
            case SCRIPTS_FORGOTTEN -> redis.forgetScripts();
            case RESTARTED -> redis.restart(number);
            case FULL -> {
                redis.full();
                goesOn(clients, number);
                redis.roomy();
            }
        }
    }

    /** Whatever happened, work goes on. */
    private static void goesOn(FaultClients clients, int number) {
        int before = clients.journal.size();
        await("after fault " + number)
                .atMost(A_MINUTE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> clients.journal.size() > before + 5);
    }
}
