package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The scripts on a real Redis beside a plain Java model: equal answers and equal contents after every step. */
class StationQueueTests {

    private static final int SEQUENCES = "true".equals(System.getProperty("thorough")) ? 5_000 : 500;
    private static final int STEPS = 25;

    private static QueueFixture fixture;

    @BeforeAll
    static void start() throws IOException {
        fixture = new QueueFixture();
    }

    @AfterAll
    static void stop() throws IOException {
        fixture.close();
    }

    @Test
    void doesWhatTheModelDoes() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            new Sequence(seed).run();
        }
    }

    @Test
    void carriesMoreJobsThanOneEventRangeAndReadsOnFromAnyPlace() {
        StationId station = StationId.next();
        rebuilt(station, "g", List.of());
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
    void oneRebuildsWhileOthersWait() {
        StationId station = StationId.next();
        assertThat(fixture.queue.lock(station, "one").block()).isTrue();

        assertThat(fixture.queue.lock(station, "two").block()).isFalse();
        assertThat(fixture.queue.clear(station, "two").block()).isFalse();
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
        fixture.queue.settle(station, List.of(read), false).block();
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
                card.helps());
    }

    private static void rebuilt(StationId station, String gen, List<JobCard> cards) {
        fixture.queue.lock(station, gen).block();
        fixture.queue.clear(station, gen).block();
        fixture.queue.settle(station, cards, false).block();
        fixture.queue.open(station, gen, gen).block();
    }

    /** One seeded life of a station. */
    private static final class Sequence {

        private final int seed;
        private final Random random;
        private final StationId station = StationId.next();
        private final QueueModel model = new QueueModel(
                QueueFixture.SETTINGS.eventsKept(),
                QueueFixture.SETTINGS.endedKept().toMillis());
        private final List<JobId> jobs =
                IntStream.range(0, 4).mapToObj(i -> new JobId(Ids.next())).toList();
        private final List<PersonId> workers =
                IntStream.range(0, 3).mapToObj(i -> PersonId.next()).toList();
        private final List<String> done = new ArrayList<>();

        Sequence(int seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void run() {
            rebuild();
            for (int step = 0; step < STEPS; step++) {
                step();
                assertThat(fixture.written(station))
                        .as("seed %s after %s", seed, done)
                        .isEqualTo(model.written());
            }
        }

        private void step() {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> lease();
                case 4 -> unlease();
                case 5, 6, 7, 8 -> settle(random.nextInt(5) > 0);
                case 9 -> forward();
                case 10 -> lose();
                default -> rebuild();
            }
        }

        private void lease() {
            JobId job = any(jobs);
            PersonId worker = any(workers);
            String token = "t" + random.nextInt(3) + worker.toString().substring(24);
            done.add("lease " + job + " " + worker + " " + token);
            long now = fixture.clock.millis();
            int places = 1 + random.nextInt(3);
            assertThat(fixture.queue.lease(station, job, worker, token, places).block())
                    .as("seed %s at %s", seed, done)
                    .isEqualTo(model.lease(
                            job.toString(),
                            worker.toString(),
                            token,
                            now,
                            QueueFixture.SETTINGS.lease().toMillis(),
                            places));
        }

        private void unlease() {
            JobId job = any(jobs);
            String token = "t" + random.nextInt(3) + any(workers).toString().substring(24);
            done.add("unlease " + job + " " + token);
            fixture.queue.unlease(station, job, token).block();
            model.unlease(job.toString(), token);
        }

        private void settle(boolean announce) {
            List<JobCard> cards = IntStream.rangeClosed(0, random.nextInt(3))
                    .mapToObj(i -> card())
                    .toList();
            done.add("settle " + announce + " " + cards);
            StationQueue.Settled settled =
                    fixture.queue.settle(station, cards, announce).block();
            assertThat(settled).isEqualTo(new StationQueue.Settled(model.lost(), settleModel(cards, announce)));
        }

        private int settleModel(List<JobCard> cards, boolean announce) {
            long now = fixture.clock.millis();
            int applied = 0;
            for (JobCard card : cards) {
                applied += model.settle(card, fixture.json.writeValueAsString(card), announce, now) ? 1 : 0;
            }
            model.forget(now);
            return applied;
        }

        private JobCard card() {
            JobState state = JobState.values()[random.nextInt(JobState.values().length)];
            @Nullable PersonId worker = state.inHand() || state == JobState.DONE ? any(workers) : null;
            boolean openToAll = state != JobState.WAITING || random.nextInt(3) > 0;
            return new JobCard(
                    any(jobs),
                    1 + random.nextInt(12),
                    state,
                    station,
                    "TAP",
                    "修水龙头",
                    random.nextBoolean(),
                    false,
                    random.nextInt(1000),
                    JobFixture.NOW,
                    JobFixture.NOW.plusSeconds(random.nextInt(5)),
                    new GeoPoint(26.588, 101.718),
                    worker,
                    worker == null ? null : JobFixture.NOW.plusSeconds(random.nextInt(5)),
                    openToAll,
                    openToAll || random.nextBoolean() ? null : new Offer(any(workers), JobFixture.NOW, "最近", "nearest"),
                    null,
                    null);
        }

        private void forward() {
            Duration time =
                    Duration.ofMillis(List.of(1, 500, 1999, 2000, 31_000).get(random.nextInt(5)));
            done.add("forward " + time);
            fixture.clock.advance(time);
        }

        private void lose() {
            done.add("lose");
            fixture.redis.delete(StationKeys.of(station).gen());
            model.lose();
        }

        private void rebuild() {
            List<JobCard> cards =
                    IntStream.range(0, random.nextInt(4)).mapToObj(i -> card()).toList();
            String gen = "g" + random.nextInt(1000);
            done.add("rebuild " + gen + " " + cards);
            rebuilt(station, gen, cards);
            model.clear();
            settleModel(cards, false);
            model.open(gen);
        }

        private <T> T any(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }
    }
}
