package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.transaction.reactive.TransactionalOperator;

class DispatchStreamTests extends ApiTest {

    @Autowired
    private Jobs jobs;

    @Autowired
    private StationQueue queue;

    @Autowired
    private TransactionalOperator transaction;

    @Autowired
    private ReactiveStringRedisTemplate redis;

    private Roster roster;
    private Town.Person resident;
    private StationId station;

    @BeforeEach
    void people() {
        roster = new Roster(town(), jobs, transaction, CLOCK);
        resident = town().resident("李奶奶", "1942-04-01");
        station = StationId.of(town().stationId);
    }

    @Test
    void workersHearWhatIsNewTakenAndWithdrawn() {
        Town.Person wang = roster.worker("王建国", "TAP", "LOCK");
        Town.Person li = roster.worker("李强", "TAP");
        JobId before = roster.post(resident, "TAP");
        try (Phone wangs = Phone.ofWorker(port, wang);
                Phone lis = Phone.ofWorker(port, li)) {
            assertThat(wangs.hearsReset(1).data()).contains(before.toString());
            lis.hearsReset(1);

            JobId lock = roster.post(resident, "LOCK");
            JobId tap = roster.post(resident, "TAP");
            wangs.hears("new", lock);
            wangs.hears("new", tap);
            lis.hears("new", tap);
            assertThat(lis.heard()).noneMatch(event -> event.data().contains(lock.toString()));

            roster.claim(wang, tap);
            wangs.hears("changed", tap);
            assertThat(lis.hears("taken", tap).data()).doesNotContain(wang.id());
            roster.cancel(before);
            wangs.hears("withdrawn", before);
            lis.hears("withdrawn", before);
            assertThat(wangs.heard()).noneMatch(event -> event.data().contains("3 栋"));
        }
    }

    @Test
    void aLongQueueBeginsWithTheFirstOfEachSkill() {
        Town.Person wang = roster.worker("王建国", "TAP", "LOCK");
        IntStream.rangeClosed(0, StationReads.SHOWN).forEach(n -> roster.post(resident, "TAP"));
        JobId lock = roster.post(resident, "LOCK");
        try (Phone phone = Phone.ofWorker(port, wang)) {
            String reset = phone.hearsReset(1).data();

            assertThat(reset).contains(lock.toString());
            assertThat(reset.split("\"skill\":\"TAP\"", -1)).hasSize(StationReads.SHOWN + 1);
        }
    }

    @Test
    void aPhoneThatComesBackHearsExactlyWhatItMissed() {
        Town.Person wang = roster.worker("王建国", "TAP");
        JobId first = roster.post(resident, "TAP");
        await().until(() -> Boolean.TRUE.equals(queue.stands(station).block()));
        String last;
        try (Phone phone = Phone.ofWorker(port, wang)) {
            phone.hearsReset(1);
            roster.cancel(first);
            last = phone.hears("withdrawn", first).id();
        }
        JobId missed = roster.post(resident, "TAP");
        try (Phone phone = Phone.ofWorker(port, wang, last)) {
            phone.hears("new", missed);
            JobId live = roster.post(resident, "TAP");
            phone.hears("new", live);

            assertThat(phone.heard()).extracting(ServerSentEvent::event).containsExactly("new", "new");
        }
    }

    @Test
    void anUnknownOrForgedPlaceGetsEverythingAnew() {
        Town.Person wang = roster.worker("王建国", "TAP");
        JobId job = roster.post(resident, "TAP");
        await().until(() -> Boolean.TRUE.equals(queue.stands(station).block()));
        String gen = queue.read(station, 0, 1).block().gen();
        for (String place : List.of("old-3", gen + "-99999", "-", "x".repeat(200), gen + "-12345678901234567890")) {
            try (Phone phone = Phone.ofWorker(port, wang, place)) {
                assertThat(phone.hearsReset(1).data()).contains(job.toString());
            }
        }
    }

    @Test
    void aLeadsForgedOrForeignPlaceGetsTheBoardAnewAndChangesNothing() {
        Town.Person lead = town().staff("站长", "STATION_LEAD");
        Town elsewhere = new Town(api(), WECHAT);
        JobId job = roster.post(resident, "TAP");
        JobId foreign =
                new Roster(elsewhere, jobs, transaction, CLOCK).post(elsewhere.resident("张爷爷", "1940-01-01"), "TAP");
        StationId other = StationId.of(elsewhere.stationId);
        await().until(() -> Boolean.TRUE.equals(queue.stands(station).block()));
        await().until(() -> Boolean.TRUE.equals(queue.stands(other).block()));
        String gen = queue.read(station, 0, 1).block().gen();
        String theirs = queue.read(other, 0, 1).block().gen();
        String address = "/api/station/stream?stationId=" + station;
        for (String place : List.of("forged-0", theirs + "-0", gen + "-99999", "x".repeat(200), "' OR 1=1 --")) {
            try (Phone desk = new Phone(port, address, lead, place)) {
                assertThat(desk.hearsReset(1).data()).contains(job.toString()).doesNotContain(foreign.toString());
            }
        }
        assertThat(roster.hops(lead, job)).containsExactly("POSTED");
        assertThat(town().exchange("GET", lead, "/api/station/stream?stationId=" + other, null, null)
                        .code())
                .isEqualTo("station-unknown");
    }

    @Test
    void whenTheStationIsLostInRedisItIsRebuiltAndPhonesStartAnew() {
        Town.Person wang = roster.worker("王建国", "TAP");
        JobId waiting = roster.post(resident, "TAP");
        await().until(() -> Boolean.TRUE.equals(queue.stands(station).block()));
        try (Phone phone = Phone.ofWorker(port, wang)) {
            String gen = phone.hearsReset(1).id();
            StationKeys keys = StationKeys.of(station);
            redis.delete(keys.all().toArray(String[]::new)).block();

            assertThat(phone.hearsReset(2).data()).contains(waiting.toString());
            await().until(() -> Boolean.TRUE.equals(queue.stands(station).block()));
            JobId fresh = roster.post(resident, "TAP");
            assertThat(phone.hears("new", fresh).id()).isNotEqualTo(gen);
            assertThat(redis.opsForZSet().size(keys.ready()).block()).isEqualTo(2);
            assertThat(roster.claim(wang, waiting).status()).isEqualTo(200);
            assertThat(redis.<String, String>opsForHash()
                            .get(keys.busy(), wang.id())
                            .block())
                    .startsWith(waiting.toString());
        }
    }

    @Test
    void aClaimSurvivesTheLossOfAnySingleKey() {
        Town.Person wang = roster.worker("王建国", "TAP");
        for (String key : StationKeys.of(station).all()) {
            JobId job = roster.post(resident, "TAP");
            await().until(() -> Boolean.TRUE.equals(queue.stands(station).block()));
            redis.delete(key).block();

            assertThat(roster.claim(wang, job).status()).as("without %s", key).isEqualTo(200);
            assertThat(roster.arrive(wang, job).status()).isEqualTo(200);
            assertThat(roster.complete(wang, job).status()).isEqualTo(200);
        }
    }

    @Test
    void aStaleQueueNeverKeepsAJobFromItsWorker() {
        Town.Person wang = roster.worker("王建国", "TAP");
        JobId job = roster.post(resident, "TAP");
        await().until(() -> Boolean.TRUE.equals(queue.stands(station).block()));
        JobCard wrong = JobFixture.aJob(
                        job,
                        new StationRef(CommunityId.of(town().communityId), station),
                        JobState.ACCEPTED,
                        community.doorstep.shared.PersonId.next(),
                        1_000)
                .card();
        queue.settle(station, List.of(wrong), false).block();

        assertThat(roster.claim(wang, job).status()).isEqualTo(200);
    }

    @Test
    void aResidentHearsOfTheEndThatCameWhileTheirPhoneWasAway() {
        Town.Person wang = roster.worker("王建国", "TAP");
        JobId job = roster.post(resident, "TAP");
        try (Phone phone = Phone.ofResident(port, resident)) {
            assertThat(phone.hearsReset(1).data()).contains(job.toString());
        }
        roster.claim(wang, job);
        roster.arrive(wang, job);
        roster.complete(wang, job);

        try (Phone again = Phone.ofResident(port, resident)) {
            assertThat(again.hearsReset(1).data()).contains("\"jobs\":[]");
            again.hears("done", job);
        }
    }

    @Test
    void residentsFollowTheirJob() {
        Town.Person daughter = town().resident("陈芳", "1975-01-01");
        String mother = town().family(daughter, "陈奶奶", "1944-02-02", "ELDER");
        Town.Person wang = roster.worker("王建国", "TAP");
        try (Phone phone = Phone.ofResident(port, daughter);
                Phone stranger = Phone.ofResident(port, resident)) {
            assertThat(phone.hearsReset(1).data()).contains("\"jobs\":[]");
            stranger.hearsReset(1);

            JobId job = roster.post(new Town.Person(mother, "", ""), "TAP");
            phone.hears("waiting", job);
            roster.claim(wang, job);
            assertThat(phone.hears("accepted", job).data()).contains("王师傅", "\"minutes\":", "\"late\":false");
            roster.giveBack(wang, job);
            await().until(() -> phone.heard().stream()
                            .filter(event -> "waiting".equals(event.event()))
                            .count()
                    == 2);
            roster.claim(wang, job);
            roster.arrive(wang, job);
            phone.hears("arrived", job);
            roster.complete(wang, job);
            phone.hears("done", job);
            assertThat(stranger.heard()).hasSize(1);
        }
    }

    @Test
    void theMinutesLeftGoByWhereTheWorkerIsAndLatenessIsSaid() {
        Town.Person wang = roster.worker("王建国", "TAP");
        JobId job = roster.post(resident, "TAP");
        try (Phone phone = Phone.ofResident(port, resident)) {
            phone.hearsReset(1);
            roster.claim(wang, job);
            phone.hears("accepted", job);
            int atFirst = minutes(phone);
            assertThat(atFirst).as("six hundred metres from the station").isBetween(5, 9);

            CLOCK.advance(Duration.ofSeconds(1));
            at(wang, 26.6300, 101.71842);
            await().until(() -> minutes(phone) > 25);
            assertThat(last(phone)).contains("\"late\":true");
            at(wang, 26.5880, 101.71842);
            await().until(() -> minutes(phone) == 1);
            assertThat(last(phone)).contains("\"late\":false");

            CLOCK.advance(Duration.ofMinutes(11));
            await().until(() -> last(phone).contains("\"late\":true"));
            assertThat(phone.heard().stream()
                            .filter(event -> "accepted".equals(event.event()))
                            .map(event -> minutes(event.data())))
                    .allMatch(minutes -> minutes >= 1);
        }
    }

    private void at(Town.Person worker, double latitude, double longitude) {
        Map<String, Object> place = Map.of("latitude", latitude, "longitude", longitude);
        town().send("PUT", worker, "/api/worker/position", Map.of("place", place), null);
    }

    private static String last(Phone phone) {
        return phone.heard().get(phone.heard().size() - 1).data();
    }

    private static int minutes(Phone phone) {
        return minutes(last(phone));
    }

    private static int minutes(String data) {
        return Integer.parseInt(data.replaceAll(".*\"minutes\":(\\d+).*", "$1"));
    }

    @Test
    void whoIsOffDutyHasNoStream() {
        Town.Person home = roster.offDuty("休息", "TAP");

        assertThat(town().exchange("GET", home, "/api/worker/jobs/stream", null, null)
                        .code())
                .isEqualTo("off-duty");
    }

    @Test
    void aJobPostedReachesThePhoneWithoutAPollOfPostgres() {
        Town.Person wang = roster.worker("王建国", "TAP");
        roster.post(resident, "TAP");
        await().until(() -> Boolean.TRUE.equals(queue.stands(station).block()));
        try (Phone phone = Phone.ofWorker(port, wang)) {
            phone.hearsReset(1);
            JobId job = roster.post(resident, "TAP");

            await().atMost(Duration.ofMillis(900))
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> phone.heard().stream()
                            .anyMatch(event -> event.data().contains(job.toString())));
        }
    }
}
