package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.embedded.Ports;
import community.doorstep.shared.Ids;
import community.doorstep.shared.StationId;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.data.redis.autoconfigure.DataRedisConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import redis.embedded.RedisServer;

/** An instance whose Redis, of its own, goes away and comes back. */
@Import(DispatchWithoutRedisTests.OwnRedis.class)
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_CLASS)
class DispatchWithoutRedisTests extends ApiTest {

    /** Of a command, as the settings have it. */
    private static final Duration TIME_LIMIT = Duration.ofMillis(300);

    private static final int REDIS_PORT = Ports.any();
    private static RedisServer server = start();

    @TestConfiguration(proxyBeanMethods = false)
    static class OwnRedis {
        @Bean
        DataRedisConnectionDetails ownRedis() {
            return new DataRedisConnectionDetails() {
                @Override
                public Standalone getStandalone() {
                    return Standalone.of("127.0.0.1", REDIS_PORT);
                }
            };
        }
    }

    @Autowired
    private Jobs jobs;

    @Autowired
    private StationQueue queue;

    @Autowired
    private TransactionalOperator transaction;

    private Roster roster;
    private Town.Person resident;

    private static RedisServer start() {
        try {
            RedisServer redis = RedisServer.newRedisServer()
                    .port(REDIS_PORT)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            redis.start();
            return redis;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @BeforeEach
    void people() {
        roster = new Roster(town(), jobs, transaction, CLOCK);
        resident = town().resident("李奶奶", "1942-04-01");
    }

    @AfterAll
    static void stop() throws IOException {
        server.stop();
    }

    @Test
    void everythingGoesOnWithoutRedisAndTheStationIsRebuiltWhenItIsBack() throws IOException {
        Town.Person wang = roster.worker("王建国", "TAP");
        Town.Person li = roster.worker("李强", "TAP");
        StationId station = StationId.of(town().stationId);
        Town.Person lead = town().staff("站长", "STATION_LEAD");
        roster.post(resident, "TAP");
        await().until(() -> Boolean.TRUE.equals(queue.stands(station).block()));
        try (Phone phone = Phone.ofWorker(port, li);
                Phone desk = new Phone(port, "/api/station/stream?stationId=" + station, lead, null);
                Phone residents = Phone.ofResident(port, resident)) {
            phone.hearsReset(1);
            server.stop();

            // What must be told to Redis waits for it; what need not does not wait.
            town().staff("新来的", "STATION_LEAD");
            JobId job = roster.post(resident, "TAP");
            phone.hearsReset(2);
            await().until(() ->
                    phone.heard().stream().anyMatch(event -> event.data().contains(job.toString())));
            oneOfManyWins(job, List.of(wang, li));
            residents.hears("accepted", job);
            JobId later = roster.post(resident, "TAP");
            phone.hears("new", later);
            roster.withdraw(lead);
            await().until(desk::isOver);
            rest(li, true);
            phone.showsNoMore(later);
            rest(li, false);
            phone.showsSoon(later);

            server = start();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Boolean.TRUE.equals(queue.stands(station).block()));
            phone.hearsReset(5);
            JobId last = roster.post(resident, "TAP");
            phone.hears("new", last);
            assertThat(queue.lease(station, later, resident(wang), "t", 1).block())
                    .isIn(LeaseAnswer.LEASED, LeaseAnswer.BUSY);
            assertThat(queue.lease(station, job, resident(wang), "t", 1).block())
                    .isEqualTo(LeaseAnswer.HELD);
        }
    }

    private void rest(Town.Person worker, boolean onBreak) {
        town().send("PUT", worker, "/api/worker/break", java.util.Map.of("onBreak", onBreak), null);
    }

    private static community.doorstep.shared.PersonId resident(Town.Person person) {
        return community.doorstep.shared.PersonId.of(person.id());
    }

    private void oneOfManyWins(JobId job, List<Town.Person> workers) {
        List<Town.Answer> answers = Flux.range(0, 40)
                .flatMap(
                        i -> Mono.fromCallable(() -> roster.claim(workers.get(i % workers.size()), job))
                                .subscribeOn(Schedulers.boundedElastic()),
                        40)
                .collectList()
                .block();
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(40 / workers.size());
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allMatch(answer -> answer.code().equals("job-taken"));
    }

    @Test
    void whileRedisHangsNotEveryRequestWaitsForIt() throws IOException {
        Town.Person wang = roster.worker("王建国", "TAP");
        hang();
        try {
            int waitedOnce = 0;
            int waitedForEach = 0;
            for (int i = 0; i < 100; i++) {
                long began = System.nanoTime();
                assertThat(roster.claim(wang, new JobId(Ids.next())).code()).isEqualTo("job-unknown");
                long took = System.nanoTime() - began;
                waitedOnce += took > TIME_LIMIT.toNanos() ? 1 : 0;
                waitedForEach += took > 2 * TIME_LIMIT.toNanos() ? 1 : 0;
            }
            assertThat(waitedOnce).isPositive();
            assertThat(waitedForEach).as("a request asks Redis twice and more").isLessThan(50);
        } finally {
            server.stop();
            server = start();
        }
    }

    /** Redis takes commands and answers none. */
    private static void hang() {
        try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + REDIS_PORT);
                StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().clientPause(600_000);
        }
    }
}
