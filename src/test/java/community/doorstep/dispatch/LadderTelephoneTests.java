package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import community.doorstep.wechat.simulator.SimulatedTelephone;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

/** Whose telephones ring for a job that nobody takes, and when: what the gateway has heard. */
class LadderTelephoneTests extends ApiTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** When time jumps, all that other tests left waiting is due, too. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @Autowired
    private Jobs jobs;

    @Autowired
    private Reconciliation reconciliation;

    @Autowired
    private TransactionalOperator transaction;

    private Roster roster;
    private Town.Person resident;
    private Town.Person lead;

    @BeforeEach
    void people() {
        roster = new Roster(town(), jobs, transaction, CLOCK);
        resident = town().resident("李奶奶", "1942-04-01");
        lead = town().staff("站长", "STATION_LEAD");
    }

    /** A station of another community next to the door, with one worker on duty. */
    private final class Neighbours {

        private final GeoPoint place = elsewhere();
        private final Town town = new Town(api(), WECHAT);
        private final Roster roster = new Roster(town, jobs, transaction, CLOCK);
        private final String station = town.station("邻站", place.latitude(), place.longitude());
        private final Town.Person helper = roster.workerAt(station, "邻站师傅", "TAP");

        StationRef at() {
            return new StationRef(CommunityId.of(town.communityId), StationId.of(station));
        }
    }

    /** Where no other test has a station. */
    private static GeoPoint elsewhere() {
        Random random = new Random();
        return new GeoPoint(31 + random.nextDouble(), 100 + 10 * random.nextDouble());
    }

    @Test
    void allOnDutyAreRungAfterAMinuteTheNeighboursAfterTwoAndTheLeadAfterThree() {
        Neighbours next = new Neighbours();
        Town.Person neighboursLead = next.town.staff("邻站长", "STATION_LEAD");
        List<Town.Person> able = List.of(roster.worker("王建国", "TAP"), roster.worker("张师傅", "TAP"));
        Town.Person unable = roster.worker("电工", "POWER");
        Town.Person atHome = roster.offDuty("下班的", "TAP");
        Town.Person resting = roster.worker("休息的", "TAP");
        town().send("PUT", resting, "/api/worker/break", Map.of("onBreak", true), null);
        JobId job = roster.postAt(resident, "TAP", next.place);

        CLOCK.advance(Duration.ofSeconds(61));
        able.forEach(worker -> rings(worker, 1, "有单等人接：修水龙头", "通知全站"));
        CLOCK.advance(Duration.ofSeconds(60));
        rings(next.helper, 1, "有单等人接：修水龙头", "请邻站帮忙");
        CLOCK.advance(Duration.ofSeconds(60));
        rings(lead, 1, "需要站长处理：修水龙头", "请站长处理");
        CLOCK.advance(Duration.ofMinutes(8));
        rings(lead, 2, "需要站长处理：修水龙头", "还没有人接");
        assertThat(inEnglish(able.get(0))).contains("all on duty are called").doesNotContain("通知全站");
        assertThat(inEnglish(lead))
                .contains("the station lead is asked", "nobody has taken it")
                .doesNotContain("请站长处理");

        assertThat(afterPosting(job, "ALL")).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
        assertThat(afterPosting(job, "NEIGHBOURS")).isGreaterThanOrEqualTo(Duration.ofSeconds(120));
        assertThat(afterPosting(job, "LEAD")).isGreaterThanOrEqualTo(Duration.ofSeconds(180));
        assertThat(able).allSatisfy(worker -> assertThat(calls(worker)).hasSize(1));
        assertThat(calls(next.helper)).hasSize(1);
        assertThat(List.of(unable, atHome, resting, neighboursLead))
                .allSatisfy(other -> assertThat(calls(other)).isEmpty());
    }

    @Test
    void givenBackTheLadderBeginsAnewAndTheNeighboursAreRungAgain() {
        roster.rules(Map.of("ladder", Roster.ladder(60, 120, null)));
        Neighbours next = new Neighbours();
        Town.Person wang = roster.worker("王建国", "TAP");
        JobId job = calledToHelp(next);
        try (Phone phone = Phone.ofWorker(port, next.helper)) {
            phone.hearsReset(1);
            assertThat(next.roster.claim(next.helper, job).status()).isEqualTo(200);

            assertThat(next.roster.giveBack(next.helper, job).status()).isEqualTo(200);

            phone.hears("withdrawn", job);
        }
        assertThat(next.roster.waiting(next.helper)).isEmpty();
        assertThat(next.roster.claim(next.helper, job).code()).isEqualTo("job-unknown");
        assertThat(next.roster.giveBack(next.helper, job).status())
                .as("the same step again gets the same answer")
                .isEqualTo(200);
        assertThat(roster.waiting(wang)).containsExactly(job.toString());
        redisAgrees(next.at());

        CLOCK.advance(Duration.ofSeconds(61));
        rings(wang, 2, "有单等人接", "通知全站");
        CLOCK.advance(Duration.ofSeconds(60));
        rings(next.helper, 2, "有单等人接", "请邻站帮忙");
        assertThat(next.roster.waiting(next.helper)).containsExactly(job.toString());
        redisAgrees(next.at());
        assertThat(next.roster.claim(next.helper, job).status()).isEqualTo(200);
        assertThat(roster.hops(lead, job))
                .containsExactly(
                        "POSTED", "ALL", "NEIGHBOURS", "ACCEPTED", "RELEASED", "ALL", "NEIGHBOURS", "ACCEPTED");
    }

    @Test
    void whatTheLeadTakesBackFromANeighbourOrWhatAPauseEndsIsTheHomeStationsAgain() {
        roster.rules(Map.of("ladder", Roster.ladder(60, 120, null)));
        Neighbours next = new Neighbours();
        JobId taken = calledToHelp(next);
        next.roster.claim(next.helper, taken);
        town().post(lead, "/api/station/jobs/" + taken + "/release", Map.of("reason", "太远了"));
        assertThat(next.roster.arrive(next.helper, taken).code()).isEqualTo("job-not-accepted");
        assertThat(next.roster.waiting(next.helper)).isEmpty();
        roster.cancel(taken);

        JobId paused = calledToHelp(next);
        next.roster.claim(next.helper, paused);
        next.roster.arrive(next.helper, paused);
        Instant later = CLOCK.instant().plus(Duration.ofMinutes(20));
        next.roster.step(next.helper, paused, "pause", Map.of("reason", "PARTS", "resumesAt", later));
        CLOCK.advance(Duration.ofMinutes(11));
        await().atMost(A_MINUTE).until(() -> roster.hops(lead, paused).contains("REOPENED"));

        assertThat(next.roster.waiting(next.helper)).isEmpty();
        redisAgrees(next.at());
    }

    @Test
    void whoeverHasTheJobAndIsLateHasTheirLeadRung() {
        Town.Person wang = roster.worker("王建国", "TAP");
        JobId job = roster.post(resident, "TAP");
        roster.claim(wang, job);

        CLOCK.advance(Duration.ofMinutes(10).plusSeconds(1));

        rings(lead, 1, "需要站长处理：修水龙头", "师傅还没有到");
        assertThat(calls(wang)).isEmpty();
    }

    @Test
    void atNightTheOneOnCallAndTheNightStationAreRungAtOnceAndTheHomeStationLater() {
        CLOCK.set(noon());
        String night = town().station("夜间值班站", 26.5900, 101.7200);
        Town.Person awake = roster.offDuty("值班", "TAP");
        Town.Person there = roster.workerAt(night, "夜班", "TAP");
        Town.Person home = roster.worker("王建国", "TAP");
        rules(
                town().stationId,
                night,
                awake,
                Map.of("opening", opening(noonDay().plusDays(2))));

        JobId job = roster.post(resident, "TAP");

        rings(awake, 1, "有单等人接：修水龙头", "驿站已关门");
        rings(there, 1, "有单等人接：修水龙头", "驿站已关门");
        assertThat(roster.hops(lead, job)).startsWith("POSTED", "NIGHT");
        CLOCK.advance(Duration.ofSeconds(61));
        rings(home, 1, "有单等人接：修水龙头", "通知全站");
        assertThat(roster.hops(lead, job)).containsExactly("POSTED", "NIGHT", "ALL");
        assertThat(calls(lead)).isEmpty();
    }

    @Test
    void onAHolidayTheOneOnCallIsRungUnlessTheStationIsOpenOnHolidays() {
        CLOCK.set(noon());
        town().calendar(noonDay(), "HOLIDAY", null);
        String night = town().station("节日值班站", 26.5900, 101.7200);
        String open = town().station("全年站", 26.5910, 101.7210);
        Town.Person onCall = roster.offDuty("值班", "TAP");
        Map<String, Object> hours = new HashMap<>(Map.of("opening", opening(noonDay())));
        rules(town().stationId, night, onCall, hours);
        hours.put("openOnHolidays", true);
        rules(open, night, onCall, hours);

        JobId job = roster.post(resident, "TAP");
        JobId there = roster.postTo(open, resident, "TAP");

        rings(onCall, 1, "有单等人接：修水龙头", "驿站已关门");
        assertThat(roster.hops(lead, job)).startsWith("POSTED", "NIGHT");
        CLOCK.advance(Duration.ofSeconds(61));
        await().atMost(A_MINUTE).until(() -> hops(there).contains("ALL"));
        assertThat(hops(there)).containsExactly("POSTED", "ALL");
        assertThat(calls(onCall)).hasSize(1);
    }

    @Test
    void aMakeUpDayHasTheHoursOfTheWeekdayThatItFollows() {
        CLOCK.set(noon());
        LocalDate open = noonDay().plusDays(3);
        town().calendar(noonDay(), "MAKE_UP", open.getDayOfWeek().getValue());
        Town.Person onCall = roster.offDuty("值班", "TAP");
        Town.Person wang = roster.worker("王建国", "TAP");
        String night = town().station("夜间值班站", 26.5900, 101.7200);
        rules(town().stationId, night, onCall, Map.of("opening", opening(open)));

        JobId job = roster.post(resident, "TAP");
        CLOCK.advance(Duration.ofSeconds(61));

        rings(wang, 1, "有单等人接：修水龙头", "通知全站");
        assertThat(roster.hops(lead, job)).containsExactly("POSTED", "ALL");
        assertThat(calls(onCall)).isEmpty();
    }

    private List<String> hops(JobId job) {
        return database.sql("SELECT kind FROM job_event WHERE job_id = :job ORDER BY version")
                .bind("job", job.value())
                .map(row -> row.get("kind", String.class))
                .all()
                .collectList()
                .block();
    }

    private void rules(String station, String night, Town.Person onCall, Map<String, ?> more) {
        Map<String, Object> rules = new HashMap<>(more);
        rules.put("ladder", Roster.ladder(60, null, null));
        rules.put("nightStation", night);
        rules.put("onCall", onCall.id());
        roster.rules(station, rules);
    }

    /** Open for the whole of that day of the week. */
    private static List<Map<String, Object>> opening(LocalDate day) {
        return List.of(Map.of("weekdays", List.of(day.getDayOfWeek().getValue()), "from", "00:00", "to", "23:59"));
    }

    /** The coming day at noon: far from the hours at which days begin and end. */
    private static Instant noon() {
        return noonDay().atTime(LocalTime.NOON).atZone(ZONE).toInstant();
    }

    private static LocalDate noonDay() {
        return LocalDate.ofInstant(Instant.now(), ZONE).plusDays(1);
    }

    /** A job that the neighbours were rung for. */
    private JobId calledToHelp(Neighbours next) {
        JobId job = roster.postAt(resident, "TAP", next.place);
        int before = calls(next.helper).size();
        CLOCK.advance(Duration.ofSeconds(121));
        rings(next.helper, before + 1, "有单等人接", "请邻站帮忙");
        assertThat(next.roster.waiting(next.helper)).containsExactly(job.toString());
        return job;
    }

    private void redisAgrees(StationRef guest) {
        StationRef home = new StationRef(CommunityId.of(town().communityId), StationId.of(town().stationId));
        for (StationRef at : List.of(home, guest)) {
            await().untilAsserted(() ->
                    assertThat(reconciliation.differences(at).block()).isEmpty());
        }
    }

    /** That many times, the last with these words. */
    private static void rings(Town.Person person, int times, String... words) {
        await().atMost(A_MINUTE).until(() -> calls(person).size() >= times);
        List<SimulatedTelephone.Said> calls = calls(person);
        assertThat(calls).hasSize(times).allMatch(said -> said.way().equals("CALL"));
        assertThat(calls.get(times - 1).text()).contains(words);
    }

    private static List<SimulatedTelephone.Said> calls(Town.Person person) {
        return WECHAT.telephone().to(person.phone());
    }

    private String inEnglish(Town.Person reader) {
        return town().answered("GET", reader, "/api/me/inbox", null, Map.of("Accept-Language", "en"))
                .body()
                .get("items")
                .findValuesAsString("words")
                .toString();
    }

    private Duration afterPosting(JobId job, String kind) {
        JsonNode hops =
                town().get(lead, "/api/station/jobs/" + job + "/history").get("hops");
        return Duration.between(at(hops, "POSTED"), at(hops, kind));
    }

    private static Instant at(JsonNode hops, String kind) {
        return hops.valueStream()
                .filter(hop -> hop.get("kind").asString().equals(kind))
                .map(hop ->
                        java.time.OffsetDateTime.parse(hop.get("at").asString()).toInstant())
                .findFirst()
                .orElseThrow();
    }
}
