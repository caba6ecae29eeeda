package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One seeded life of a station. */
final class QueueSequence {

    private static final int STEPS = 25;

    private final QueueFixture fixture;

    private final int seed;
    private final Random random;
    final StationId station = StationId.next();
    private final QueueModel model = new QueueModel(
            QueueFixture.SETTINGS.eventsKept(),
            QueueFixture.SETTINGS.endedKept().toMillis());
    private final List<JobId> jobs =
            IntStream.range(0, 4).mapToObj(i -> new JobId(Ids.next())).toList();
    private final List<PersonId> workers =
            IntStream.range(0, 3).mapToObj(i -> PersonId.next()).toList();
    private final List<String> done = new ArrayList<>();

    QueueSequence(QueueFixture fixture, int seed) {
        this.fixture = fixture;
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
        switch (random.nextInt(13)) {
            case 0, 1, 2, 3 -> lease();
            case 4 -> unlease();
            case 5, 6, 7, 8 -> settle(random.nextInt(5) > 0);
            case 9 -> forward();
            case 10 -> lose();
            case 11 -> duty();
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
                null,
                null);
    }

    private void duty() {
        PersonId worker = any(workers);
        done.add("duty " + worker);
        assertThat(fixture.queue.duty(station, worker).block())
                .as("seed %s at %s", seed, done)
                .isEqualTo(model.duty(worker.toString()));
    }

    private void forward() {
        Duration time = Duration.ofMillis(List.of(1, 500, 1999, 2000, 31_000).get(random.nextInt(5)));
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
        fixture.rebuilt(station, gen, cards);
        model.clear();
        settleModel(cards, false);
        model.open(gen);
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
