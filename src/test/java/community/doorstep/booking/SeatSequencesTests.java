package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotId;
import community.doorstep.identity.SealedPeople;
import community.doorstep.seats.Seats;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Seal;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Random lives of slots: whatever is done to seats and lines, in whatever order and at once, the books agree after
 * every step. A failure names its seed and steps.
 */
class SeatSequencesTests extends ApiTest {

    private static final int SEQUENCES = "true".equals(System.getProperty("thorough")) ? 5_000 : 500;
    private static final int AT_ONCE = 24;
    private static final int PEOPLE = 6;
    private static final int MOST_SEATS = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Logger log = LoggerFactory.getLogger(SeatSequencesTests.class);

    @Autowired
    SeatCommands commands;

    @Autowired
    SeatBooks books;

    @Autowired
    Seats seats;

    @Autowired
    Seal seal;

    private CommunityId community;
    private List<ServiceId> services;

    @Test
    void theBooksAgreeAfterEveryStep() throws Exception {
        services = List.of(service("BEFORE"), service("AT_DOOR"));
        town().publishPrices(services.stream().collect(Collectors.toMap(ServiceId::toString, service -> 1500L)));
        community = CommunityId.of(town().communityId);
        Integer alone = Integer.getInteger("sequence");
        IntStream seeds = alone == null ? IntStream.range(0, SEQUENCES) : IntStream.of(alone);

        run(seeds);

        await().atMost(Duration.ofMinutes(2))
                .until(() -> books.underWay(community).block(PATIENCE) == 0);
        assertThat(books.keptMoney(community).block(PATIENCE)).isZero();
        if (alone == null) {
            everythingHappenedOften();
        }
    }

    /** Ends with the first that fails. */
    private void run(IntStream seeds) throws Exception {
        long started = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        CompletionService<Integer> lives = new ExecutorCompletionService<>(threads);
        int many = seeds.mapToObj(seed -> lives.submit(() -> sequence(seed).run()))
                .toList()
                .size();
        try {
            int steps = 0;
            for (int ended = 0; ended < many; ended++) {
                steps += lives.take().get();
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            log.info("{} sequences, {} steps, {} a second", many, steps, Math.round(steps / seconds));
        } catch (ExecutionException failure) {
            throw new AssertionError(failure.getCause().getMessage(), failure.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private ServiceId service(String terms) {
        return ServiceId.of(town().service("MEAL", "午餐 " + terms, terms, null, null));
    }

    private SeatSequence sequence(int seed) {
        // Neighbouring seeds begin alike: spread out, they do not.
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        SeatScene scene = SeatScene.of(slot(random), PEOPLE);
        live(scene);
        return new SeatSequence(seed, random, scene, commands, books);
    }

    private Slot slot(Random random) {
        LocalDate day = LocalDate.ofInstant(CLOCK.instant(), ZoneOffset.UTC).plusDays(5);
        Instant noon = day.atTime(4, 0).toInstant(ZoneOffset.UTC);
        return new Slot(
                new SlotId(Ids.next()),
                community,
                services.get(random.nextInt(services.size())),
                StationId.of(town().stationId),
                day,
                noon,
                noon.plusSeconds(3600),
                null,
                noon,
                1 + random.nextInt(MOST_SEATS),
                "午餐");
    }

    private void live(SeatScene scene) {
        String[] profiles = scene.people().stream()
                .map(person -> new SealedPeople(seal).profile(person.value(), LocalDate.of(1980, 1, 1)))
                .map(Base64.getEncoder()::encodeToString)
                .toArray(String[]::new);
        seats.insert(List.of(new Seats.NewSlot(scene.slot(), null))).block(PATIENCE);
        database.sql("""
            INSERT INTO person (id, profile, created_by, created_at)
            SELECT id, decode(profile, 'base64'), id, :now FROM unnest(:ids, :profiles) AS born (id, profile)
            """)
                .bind("now", CLOCK.instant())
                .bind("ids", scene.ids())
                .bind("profiles", profiles)
                .then()
                .block(PATIENCE);
        database.sql("""
            INSERT INTO slot (community_id, id, service_id, schedule_id, day, scheduled_day, starts_at,
                              ends_at, cut_off_at, capacity, activity)
            SELECT community_id, slot_id, service_id, :schedule, day, day, starts_at, ends_at, cut_off_at,
                   capacity, activity
            FROM seats WHERE slot_id = :slot
            """)
                .bind("schedule", UUID.randomUUID())
                .bind("slot", scene.slot().id().value())
                .then()
                .block(PATIENCE);
    }

    /** Sequences in which nothing happens would prove nothing. */
    private void everythingHappenedOften() {
        Map<String, Long> happened = books.happened(community).block(PATIENCE);
        log.info("What happened: {}", happened);
        assertThat(happened)
                .containsOnlyKeys("CANCELLED", "EXPIRED", "PAID", "MOVED", "ENTRY_TAKEN", "ENTRY_LAPSED", "ENTRY_LEFT");
        assertThat(happened.values()).allMatch(times -> times >= SEQUENCES / 4);
    }
}
