package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import io.lettuce.core.cluster.SlotHash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stations' queues on a cluster of three: the same scripts, the same answers, each station on one node. */
class RedisClusterTests {

    private static final int SEQUENCES = "true".equals(System.getProperty("thorough")) ? 300 : 30;
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private static Path folder;

    private static RedisCluster cluster;
    private static QueueFixture fixture;

    @BeforeAll
    static void start() {
        cluster = new RedisCluster(folder);
        fixture = new QueueFixture(cluster, PATIENT);
    }

    @AfterAll
    static void stop() {
        fixture.close();
        cluster.close();
    }

    @Test
    void everyScriptDoesWhatTheModelDoesOnEveryNode() {
        List<QueueSequence> sequences = IntStream.range(0, SEQUENCES)
                .mapToObj(seed -> new QueueSequence(fixture, seed))
                .toList();

        sequences.forEach(QueueSequence::run);

        assertThat(sequences.stream()
                        .map(one -> cluster.nodeOf(StationKeys.of(one.station).gen())))
                .contains(0, 1, 2);
    }

    @Test
    void allThatAStationHasLiesTogether() {
        StationKeys keys = StationKeys.of(StationId.next());

        assertThat(Stream.concat(keys.all().stream(), Stream.of(keys.lock()))
                        .map(SlotHash::getSlot)
                        .distinct())
                .hasSize(1);
        assertThat(IntStream.range(0, 100)
                        .mapToObj(i -> SlotHash.getSlot(
                                StationKeys.of(StationId.next()).gen()))
                        .distinct()
                        .count())
                .as("and stations spread")
                .isGreaterThan(90);
    }

    @Test
    void eventsAreReadOnFromWhereAPhoneLeftOff() {
        for (StationId station : onEachNode()) {
            fixture.rebuilt(station, "g", List.of());
            List<JobCard> cards = IntStream.range(0, 4)
                    .mapToObj(i -> JobFixture.aCard(JobState.WAITING, null, 1))
                    .toList();
            fixture.queue.settle(station, cards, true).block();

            StationQueue.Events tail = fixture.queue.read(station, 2, 10).block();

            assertThat(tail.gen()).isEqualTo("g");
            assertThat(tail.events()).extracting(StationQueue.Numbered::seq).containsExactly(3L, 4L);
            assertThat(fixture.queue.dump(station).block()).isNotNull();
        }
    }

    @Test
    void forgottenScriptsAreSentAgainToEachNode() {
        List<StationId> stations = onEachNode();
        cluster.forgetScripts();

        stations.forEach(station -> claimedAfterRebuild(station));
    }

    @Test
    void aNodeThatCameBackEmptyIsFilledAgainAndTheOthersWentOn() {
        List<StationId> stations = onEachNode();
        stations.forEach(station -> fixture.rebuilt(station, "g", List.of()));

        cluster.restart(1);

        await().atMost(PATIENT)
                .until(() -> Boolean.FALSE.equals(
                        fixture.queue.stands(stations.get(1)).block()));
        assertThat(fixture.queue.stands(stations.get(0)).block()).isTrue();
        assertThat(fixture.queue.stands(stations.get(2)).block()).isTrue();
        claimedAfterRebuild(stations.get(1));
    }

    @Test
    void aNodeThatIsDeadTakesNoOtherWithIt() {
        List<StationId> stations = onEachNode();
        try (QueueFixture house = new QueueFixture(cluster, SOON)) {
            stations.forEach(station -> await().until(() -> answers(house, station)));

            cluster.end(1);

            await().atMost(PATIENT).until(() -> !answers(house, stations.get(1)));
            assertThat(IntStream.range(0, 20).mapToObj(i -> answers(house, stations.get(i % 3))))
                    .containsExactlyElementsOf(
                            IntStream.range(0, 20).mapToObj(i -> i % 3 != 1).toList());

            cluster.begin(1);
            stations.forEach(station -> await().atMost(PATIENT).until(() -> answers(house, station)));
        }
        stations.forEach(station -> await().atMost(PATIENT).until(() -> answers(fixture, station)));
    }

    private static boolean answers(QueueFixture house, StationId station) {
        return house.queue.stands(station).blockOptional().isPresent();
    }

    @Test
    void aStationThatMovesToAnotherNodeIsFollowed() {
        StationId station = onEachNode().get(0);
        String key = StationKeys.of(station).gen();
        assertThat(fixture.queue.stands(station).block()).isFalse();

        cluster.move(key, 2);

        claimedAfterRebuild(station);
        assertThat(cluster.has(2, key)).isTrue();
    }

    @Test
    void aNodeThatHangsIsGivenUpInTime() {
        StationId station = onEachNode().get(2);
        try (QueueFixture impatient = new QueueFixture(cluster, Duration.ofMillis(300))) {
            cluster.hang(2, Duration.ofSeconds(4));

            assertThat(impatient.queue.stands(station).blockOptional()).isEmpty();
        }
    }

    private static void claimedAfterRebuild(StationId station) {
        JobCard card = JobFixture.aCard(JobState.WAITING, null, 1);
        fixture.rebuilt(station, "g", List.of(card));
        assertThat(fixture.queue
                        .lease(station, card.id(), PersonId.next(), "t", 1)
                        .block())
                .isEqualTo(LeaseAnswer.LEASED);
    }

    private static List<StationId> onEachNode() {
        return IntStream.range(0, 3)
                .mapToObj(node -> Stream.generate(StationId::next)
                        .filter(one -> cluster.nodeOf(StationKeys.of(one).gen()) == node)
                        .findFirst()
                        .orElseThrow())
                .toList();
    }
}
