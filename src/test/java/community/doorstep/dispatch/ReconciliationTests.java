package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Whatever becomes of a station in Redis: it is found, counted and put right, and claims go on meanwhile. */
class ReconciliationTests extends ApiTest {

    @Autowired
    private Jobs jobs;

    @Autowired
    private StationQueue queue;

    @Autowired
    private Reconciliation reconciliation;

    @Autowired
    private Replays replays;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private TransactionalOperator transaction;

    @Autowired
    private ReactiveStringRedisTemplate redis;

    private Roster roster;
    private Town.Person resident;
    private Town.Person wang;
    private JobId held;
    private StationRef at;
    private StationKeys keys;

    @BeforeEach
    void aStationAtWork() {
        roster = new Roster(town(), jobs, transaction, CLOCK);
        resident = town().resident("李奶奶", "1942-04-01");
        wang = roster.worker("王建国", "TAP");
        at = new StationRef(CommunityId.of(town().communityId), StationId.of(town().stationId));
        keys = StationKeys.of(at.station());
        held = roster.post(resident, "TAP");
        roster.post(resident, "TAP");
        await().until(() -> Boolean.TRUE.equals(queue.stands(at.station()).block()));
        assertThat(roster.claim(wang, held).status()).isEqualTo(200);
        await().until(() -> differences().isEmpty());
    }

    FailingRedis server() {
        return new EmbeddedRedis(SERVERS);
    }

    /** A Redis that was slow once is asked again. */
    private Set<Difference> differences() {
        return await().until(() -> reconciliation.differences(at).blockOptional(), Optional::isPresent)
                .get();
    }

    private QueueDump dump() {
        return await().until(() -> queue.dump(at.station()).blockOptional(), Optional::isPresent)
                .get();
    }

    private double counted() {
        return meters.find("doorstep.dispatch.differences").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private double counted(String kind) {
        return meters.counter("doorstep.dispatch.differences", "kind", kind).count();
    }

    private void putRight() {
        double before = counted();
        String gen = dump().gen();
        assertThat(differences()).isNotEmpty();

        reconciliation.station(at).block();

        assertThat(counted()).isGreaterThan(before);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> Boolean.TRUE.equals(queue.stands(at.station()).block())
                        && differences().isEmpty());
        assertThat(dump().gen()).isNotEqualTo(gen);
    }

    @Test
    void eachSingleKeyIsMissed() {
        roster.cancel(roster.post(resident, "TAP"));
        await().until(() -> !dump().gone().isEmpty());
        redis.delete(keys.gone()).block();
        putRight();
        roster.post(resident, "TAP");
        await().until(() -> dump().numbers().said() == 1);
        for (String key : List.of(keys.events(), keys.ready(), keys.jobs(), keys.busy())) {
            redis.delete(key).block();
            putRight();
        }
    }

    @Test
    void aClaimThatNobodyHoldsIsGivenBackAndPhonesNoticeNothing() {
        JobId waiting = roster.post(resident, "TAP");
        await().until(() -> dump().ready().size() == 2);
        String gen = dump().gen();
        long tomorrow = CLOCK.millis() + Duration.ofDays(1).toMillis();
        String job = waiting.toString();
        redis.opsForHash()
                .put(keys.lease(), job, "dead|" + wang.id() + "|" + tomorrow)
                .block();
        redis.opsForHash()
                .put(keys.lease(), held.toString(), "dead|" + wang.id() + "|" + CLOCK.millis())
                .block();
        double before = counted("lease");

        reconciliation.station(at).block();

        assertThat(counted("lease")).isEqualTo(before + 2);
        assertThat(redis.opsForHash().size(keys.lease()).block()).isZero();
        assertThat(dump().gen()).isEqualTo(gen);
        roster.giveBack(wang, held);
        assertThat(roster.claim(wang, waiting).status()).isEqualTo(200);
    }

    @Test
    void aJobThatHasEndedIsNotBroughtBack() {
        JobId over = roster.post(resident, "TAP");
        await().until(() -> dump().ready().containsKey(over.toString()));
        roster.cancel(over);
        await().until(() -> !dump().ready().containsKey(over.toString()));
        redis.opsForHash().put(keys.jobs(), over.toString(), "99|WAITING||").block();
        redis.opsForZSet().add(keys.ready(), over.toString(), 1).block();
        redis.opsForZSet().remove(keys.gone(), over.toString()).block();

        putRight();

        assertThat(dump().jobs()).doesNotContainKey(over.toString());
    }

    @Test
    void anEndThatIsRememberedWronglyIsFound() {
        redis.opsForHash().put(keys.jobs(), held.toString(), "99|DONE||").block();
        redis.opsForZSet().add(keys.gone(), held.toString(), CLOCK.millis()).block();
        redis.opsForHash().put(keys.jobs(), "no-job", "1|DONE||").block();
        redis.opsForZSet().add(keys.gone(), "no-job", CLOCK.millis()).block();
        assertThat(differences()).extracting(Difference::kind).contains(Difference.Kind.STALE, Difference.Kind.EXTRA);
        putRight();
    }

    @Test
    void aJobThatNeedsNoNeighbourAnyMoreIsRememberedThere() {
        StationRef neighbour = new StationRef(at.community(), StationId.next());
        queue.lock(neighbour.station(), "t").block();
        queue.open(neighbour.station(), "t", "g").block();
        JobCard withdrawn =
                JobFixture.aJob(held, at, JobState.CANCELLED, null, 1).card();
        queue.settle(neighbour.station(), List.of(withdrawn), true).block();
        assertThat(reconciliation.differences(neighbour).block()).isEmpty();

        queue.settle(
                        neighbour.station(),
                        List.of(JobFixture.aJob(held, at, JobState.CANCELLED, null, 99)
                                .card()),
                        true)
                .block();
        assertThat(reconciliation.differences(neighbour).block())
                .extracting(Difference::kind)
                .containsExactly(Difference.Kind.EXTRA);
    }

    @Test
    void eventsThatTellAnotherStoryAreFound() {
        JobId changed = roster.post(resident, "TAP");
        await().until(() -> dump().ready().size() == 2);
        roster.cancel(changed);
        await().until(() -> dump().ready().size() == 1);
        String last = redis.opsForHash().get(keys.gen(), "seq").block().toString();
        redis.opsForStream().delete(keys.events(), last + "-0").block();
        redis.opsForHash().increment(keys.gen(), "seq", -1).block();
        assertThat(differences()).extracting(Difference::kind).containsOnly(Difference.Kind.EVENTS);
        putRight();
    }

    @Test
    void whatRedisInventsIsFound() {
        JobCard invented = JobFixture.aJob(
                        new JobId(community.doorstep.shared.Ids.next()), at, JobState.WAITING, null, 7)
                .card();
        queue.settle(at.station(), List.of(invented), false).block();
        putRight();
    }

    @Test
    void aCopyFromBeforeIsFound() {
        Map<String, byte[]> copy = server().copy(keys);
        roster.post(resident, "TAP");
        await().until(() -> dump().ready().size() == 2);
        server().restore(keys, copy);
        putRight();
    }

    @Test
    void aJobThatIsNotWhatItsEventsSayIsCounted() {
        roster.arrive(wang, held);
        assertThat(roster.complete(wang, held).status()).isEqualTo(200);
        assertThat(astray()).isZero();

        change("UPDATE job SET fence = 1 WHERE id = :job");
        assertThat(astray()).isEqualTo(1);
        change("UPDATE job SET fence = version WHERE id = :job");
        assertThat(astray()).isZero();
    }

    private double astray() {
        Counter counter = meters.counter("doorstep.dispatch.astray");
        double before = counter.count();
        replays.look(at).block();
        return counter.count() - before;
    }

    private void change(String sql) {
        database.sql(sql).bind("job", held.value()).then().block();
    }

    @Test
    void nothingIsCountedWhenAllIsWell() {
        double before = counted();
        String gen = dump().gen();

        reconciliation.station(at).block();

        assertThat(counted()).isEqualTo(before);
        assertThat(dump().gen()).isEqualTo(gen);
    }

    @Test
    void aRedisThatWentBackInTimeStartsPhonesAnew() {
        try (Phone phone = Phone.ofWorker(port, wang)) {
            String place = phone.hearsReset(1).id();
            JobId fresh = roster.post(resident, "TAP");
            phone.hears("new", fresh);
            redis.<String, String>opsForHash().put(keys.gen(), "seq", "0").block();

            phone.hearsReset(2);
            await().atMost(Duration.ofSeconds(10))
                    .until(() ->
                            Boolean.TRUE.equals(queue.stands(at.station()).block()) && !place.startsWith(dump().gen()));
        }
    }

    @Test
    void leadsSeeTheWholeBoardAndResumeWhereTheyWere() {
        Town.Person lead = town().staff("站长", "STATION_LEAD");
        String address = "/api/station/stream?stationId=" + town().stationId;
        String last;
        try (Phone desk = new Phone(port, address, lead, null)) {
            assertThat(desk.hearsReset(1).data()).contains("ACCEPTED", "WAITING");
            JobId fresh = roster.post(resident, "LOCK");
            last = desk.hears("job", fresh).id();
        }
        JobId missed = roster.post(resident, "LOCK");
        try (Phone desk = new Phone(port, address, lead, last)) {
            desk.hears("job", missed);
            assertThat(desk.heard()).noneMatch(event -> "reset".equals(event.event()));
        }
        Town other = new Town(api(), WECHAT);
        assertThat(other.exchange("GET", other.staff("外站长", "STATION_LEAD"), address, null, null)
                        .code())
                .isEqualTo("station-unknown");
    }

    @Test
    void residentsHearThatTheirCallWasSeenAndTheMinutesGoDown() {
        Town.Person caller = town().resident("陈芳", "1975-01-01");
        try (Phone phone = Phone.ofResident(port, caller);
                Phone worker = Phone.ofWorker(port, roster.worker("李强", "TAP"))) {
            phone.hearsReset(1);
            worker.hearsReset(1);
            JobId job = roster.post(caller, "TAP");
            worker.hears("new", job);
            phone.hears("seen", job);

            Town.Person zhao = roster.worker("赵明", "TAP");
            assertThat(roster.claim(zhao, job).status()).isEqualTo(200);
            String accepted = phone.hears("accepted", job).data();
            assertThat(accepted).contains("arrivalCode");
            assertThat(minutes(accepted)).isBetween(5, 9);
            CLOCK.advance(Duration.ofMinutes(2));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> phone.heard().stream()
                            .filter(event -> "accepted".equals(event.event()))
                            .anyMatch(event -> minutes(event.data()) < minutes(accepted)));
        }
    }

    private static int minutes(String job) {
        return Integer.parseInt(job.replaceAll(".*\"minutes\":(\\d+).*", "$1"));
    }
}
