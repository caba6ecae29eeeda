package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The scripts on a real Redis beside a plain Java model: equal answers and equal contents after every step. */
class StationQueueTests {

    private static final int SEQUENCES = "true".equals(System.getProperty("thorough")) ? 5_000 : 500;

    private static FailingRedis server;
    private static QueueFixture fixture;

    @BeforeAll
    static void start() {
        server = new RedisAlone();
        fixture = new QueueFixture(server, Duration.ofMinutes(1));
    }

    @AfterAll
    static void stop() {
        fixture.close();
        server.close();
    }

    @Test
    void doesWhatTheModelDoes() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            new QueueSequence(fixture, seed).run();
        }
    }

    @Test
    void carriesMoreJobsThanOneEventRangeAndReadsOnFromAnyPlace() {
        StationId station = StationId.next();
        fixture.rebuilt(station, "g", List.of());
        List<JobCard> cards = IntStream.range(0, 4)
                .mapToObj(i -> JobFixture.aCard(JobState.WAITING, null, 1))
                .toList();
        fixture.queue.settle(station, cards, true).block();

        StationQueue.Events tail = fixture.queue.read(station, 2, 10).block();

        assertThat(tail.gen()).isEqualTo("g");
        assertThat(tail.last()).isEqualTo(4);
        assertThat(tail.events()).extracting(StationQueue.Numbered::seq).containsExactly(3L, 4L);
        assertThat(tail.events()).extracting(StationQueue.Numbered::card).containsExactly(cards.get(2), cards.get(3));
    }

    @Test
    void allInstancesHearAtWhichStationSomethingHappened() {
        Queue<StationId> heard = new ConcurrentLinkedQueue<>();
        fixture.changes.stations().subscribe(heard::add);
        fixture.changes.start();
        StationId listened = StationId.next();
        await().until(() -> {
            fixture.rebuilt(listened, "g", List.of());
            return heard.contains(listened);
        });
        StationId other = StationId.next();
        fixture.rebuilt(other, "g", List.of());
        JobCard card = JobFixture.aCard(JobState.WAITING, null, 1);

        fixture.queue.settle(listened, List.of(card), true).block();
        fixture.queue.duty(other, PersonId.next()).block();
        fixture.queue.settle(listened, List.of(card), true).block(); // known already: nothing happened
        fixture.queue.duty(other, PersonId.next()).block();

        await().untilAsserted(() -> assertThat(List.copyOf(heard)).endsWith(other, listened, other, other));
        fixture.changes.stop();
    }

    @Test
    void oneRebuildsWhileOthersWait() {
        StationId station = StationId.next();
        assertThat(fixture.queue.lock(station, "one").block()).isTrue();

        assertThat(fixture.queue.lock(station, "two").block()).isFalse();
        assertThat(fixture.queue.clear(station, "two").block()).isFalse();
        assertThat(fixture.queue.fill(station, "two", "").block()).isNull();
        assertThat(fixture.queue.open(station, "two", "g2").block()).isFalse();
        assertThat(fixture.queue.open(station, "one", "g1").block()).isTrue();
        assertThat(fixture.queue.stands(station).block()).isTrue();
        assertThat(fixture.queue.lock(station, "two").block()).isTrue();
    }

    @Test
    void whatCommitsDuringARebuildIsNotOverwritten() {
        StationId station = StationId.next();
        JobCard read = JobFixture.aCard(JobState.WAITING, null, 1);
        fixture.queue.lock(station, "t").block();
        fixture.queue.clear(station, "t").block();

        fixture.queue
                .settle(
                        station,
                        List.of(read.as(JobState.CANCELLED)).stream()
                                .map(c -> version(c, 2))
                                .toList(),
                        true)
                .block();
        fixture.queue.fill(station, "t", QueueFixture.lines(List.of(read))).block();
        fixture.queue.open(station, "t", "g").block();

        assertThat(fixture.queue
                        .lease(station, read.id(), PersonId.next(), "x", 1)
                        .block())
                .isEqualTo(LeaseAnswer.HELD);
    }

    private static JobCard version(JobCard card, long version) {
        return new JobCard(
                card.id(),
                version,
                card.state(),
                card.stationId(),
                card.skill(),
                card.title(),
                card.danger(),
                card.stairs(),
                card.rank(),
                card.startsAt(),
                card.promisedBy(),
                card.near(),
                card.worker(),
                card.acceptedAt(),
                card.openToAll(),
                card.offer(),
                card.resumesAt(),
                card.helps(),
                card.alarm());
    }
}
