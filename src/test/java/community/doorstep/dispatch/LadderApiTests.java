package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.GeoPoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

/** What happens to a job that nobody takes, and to promises that are not kept. */
class LadderApiTests extends ApiTest {

    private static final tools.jackson.databind.json.JsonMapper JSON = new tools.jackson.databind.json.JsonMapper();

    @Autowired
    private Jobs jobs;

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

    @Test
    void whatNobodyTakesGoesToAllThenToTheNeighboursThenToTheLead() {
        GeoPoint place = elsewhere();
        Town neighbours = new Town(api(), WECHAT);
        Roster next = new Roster(neighbours, jobs, transaction, CLOCK);
        String nextDoor = neighbours.station("邻站", place.latitude(), place.longitude());
        Town.Person helper = next.workerAt(nextDoor, "邻站", "TAP");
        Town.Person wang = roster.worker("王建国", "TAP");
        JobId job = roster.postAt(resident, "TAP", place);
        assertThat(next.waiting(helper)).isEmpty();
        assertThat(next.claim(helper, job).code()).isEqualTo("job-unknown");

        CLOCK.advance(Duration.ofSeconds(61));
        hopsAre(job, "POSTED", "ALL");
        await().until(() -> inbox(wang).stream().anyMatch(words -> words.contains("没人接")));
        CLOCK.advance(Duration.ofSeconds(60));
        hopsAre(job, "POSTED", "ALL", "NEIGHBOURS");
        CLOCK.advance(Duration.ofSeconds(60));
        hopsAre(job, "POSTED", "ALL", "NEIGHBOURS", "LEAD");
        await().until(() -> inbox(lead).stream().anyMatch(words -> words.contains("请站长处理")));

        assertThat(next.waiting(helper)).containsExactly(job.toString());
        Town.Answer claimed = next.claim(helper, job);
        assertThat(claimed.body().path("address").asString()).isEqualTo("望江街 3 栋 2 单元 501");
        assertThat(roster.claim(wang, job).code()).isEqualTo("job-taken");
        assertThat(next.arrive(helper, job).status()).isEqualTo(200);
        assertThat(next.complete(helper, job).status()).isEqualTo(200);
        hopsAre(job, "POSTED", "ALL", "NEIGHBOURS", "LEAD", "ACCEPTED", "ARRIVED", "DONE");
        JsonNode asked =
                town().get(lead, "/api/station/jobs/" + job + "/history").at("/hops/2/stations");
        assertThat(asked).hasSize(1);
        assertThat(asked.at("/0/id").asString()).isEqualTo(nextDoor);
        assertThat(asked.at("/0/name").asString()).isEqualTo("邻站");
    }

    @Test
    void theLeadsStreamSaysWhichJobNeedsThemAndWhy() {
        roster.rules(Map.of("ladder", Roster.ladder(null, null, 120)));
        Town.Person wang = roster.worker("王建国", "TAP");
        JobId job = roster.post(resident, "TAP");
        try (Phone desk = new Phone(port, "/api/station/stream?stationId=" + town().stationId, lead, null)) {
            assertThat(desk.hearsReset(1).data()).contains(job.toString()).doesNotContain("\"alarm\"");
            CLOCK.advance(Duration.ofSeconds(121));

            await().until(() -> !alarm(desk, job).isMissingNode());
            JsonNode alarm = alarm(desk, job);
            assertThat(alarm.get("what").asString()).isEqualTo("LEAD");
            assertThat(alarm.get("zh").asString()).isEqualTo("2 分钟没人接，请站长处理");
            assertThat(alarm.get("en").asString()).isEqualTo("nobody took it for 2 minutes: the station lead is asked");
            assertThat(java.time.Instant.parse(alarm.get("at").asString())).isBeforeOrEqualTo(CLOCK.instant());
            assertThat(onTheBoard(job).at("/job/alarm")).isEqualTo(alarm);

            assertThat(roster.claim(wang, job).status()).isEqualTo(200);
            await().until(() -> alarm(desk, job).isMissingNode());
            assertThat(onTheBoard(job).at("/job/state").asString()).isEqualTo("ACCEPTED");
            assertThat(onTheBoard(job).at("/job/alarm").isMissingNode()).isTrue();

            CLOCK.advance(Duration.ofMinutes(10));
            await().until(() -> "LATE".equals(alarm(desk, job).path("what").asString("")));
        }
    }

    /** As the stream told it last. */
    private static JsonNode alarm(Phone desk, JobId job) {
        return desk.heard().stream()
                .filter(event -> "job".equals(event.event()))
                .map(event -> JSON.readTree(event.data()))
                .filter(card -> card.get("id").asString().equals(job.toString()))
                .reduce((first, last) -> last)
                .map(card -> card.path("alarm"))
                .orElse(JSON.missingNode());
    }

    private JsonNode onTheBoard(JobId job) {
        return town().get(lead, "/api/station/queue?stationId=" + town().stationId)
                .get("jobs")
                .valueStream()
                .filter(open -> open.at("/job/id").asString().equals(job.toString()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void ofHomeAndGuestsClaimingAtOnceOneWins() {
        GeoPoint place = elsewhere();
        Town neighbours = new Town(api(), WECHAT);
        Roster next = new Roster(neighbours, jobs, transaction, CLOCK);
        String station = neighbours.station("邻站", place.latitude(), place.longitude());
        List<Town.Person> home = List.of(roster.worker("甲", "TAP"), roster.worker("乙", "TAP"));
        List<Town.Person> guests = List.of(next.workerAt(station, "丙", "TAP"), next.workerAt(station, "丁", "TAP"));
        JobId job = roster.postAt(resident, "TAP", place);
        CLOCK.advance(Duration.ofSeconds(121));
        await().until(() -> roster.hops(lead, job).contains("NEIGHBOURS"));

        List<Integer> answers = reactor.core.publisher.Flux.merge(
                        reactor.core.publisher.Flux.fromIterable(home)
                                .flatMap(worker -> atOnce(() -> roster.claim(worker, job))),
                        reactor.core.publisher.Flux.fromIterable(guests)
                                .flatMap(worker -> atOnce(() -> next.claim(worker, job))))
                .map(Town.Answer::status)
                .collectList()
                .block();

        assertThat(answers).hasSize(4).filteredOn(status -> status == 200).hasSize(1);
    }

    /** Where no other test has a station. */
    private static GeoPoint elsewhere() {
        java.util.Random random = new java.util.Random();
        return new GeoPoint(30 + random.nextDouble(), 100 + 10 * random.nextDouble());
    }

    private static reactor.core.publisher.Mono<Town.Answer> atOnce(java.util.concurrent.Callable<Town.Answer> call) {
        return reactor.core.publisher.Mono.fromCallable(call)
                .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic());
    }

    @Test
    void onTimeLateAndUnservedAreCounted() {
        roster.rules(Map.of("ladder", Roster.ladder(null, null, null), "places", 3));
        Town.Person wang = roster.worker("王建国", "TAP");
        JobId kept = roster.post(resident, "TAP");
        JobId late = roster.post(resident, "TAP");
        roster.claim(wang, kept);
        roster.arrive(wang, kept);
        roster.complete(wang, kept);
        roster.claim(wang, late);
        JobId nobodys = roster.post(resident, "TAP");

        CLOCK.advance(Duration.ofMinutes(11));
        hopsAre(nobodys, "POSTED", "UNSERVED");
        await().until(() -> roster.hops(lead, late).contains("LATE"));
        assertThat(roster.arrive(wang, late).status()).isEqualTo(200);

        JsonNode figures = town().get(lead, "/api/station/figures").get(0);
        assertThat(figures.get("onTime").asInt()).isEqualTo(1);
        assertThat(figures.get("late").asInt()).isEqualTo(1);
        assertThat(figures.get("unserved").asInt()).isEqualTo(1);
        assertThat(figures.get("open").asInt()).isEqualTo(2);
        assertThat(town().exchange("GET", wang, "/api/station/figures", null, null)
                        .code())
                .isEqualTo("role-missing");
    }

    @Test
    void atNightWhoeverIsNamedAnswersAtOnce() {
        String night = town().station("夜间值班站", 26.5900, 101.7200);
        Town.Person awake = roster.offDuty("值班", "TAP");
        Map<String, Object> rules = new HashMap<>();
        String closed = "00:00";
        rules.put("opening", List.of(Map.of("weekdays", List.of(otherDay()), "from", closed, "to", "23:59")));
        rules.put("nightStation", night);
        rules.put("onCall", awake.id());
        roster.rules(rules);

        JobId job = roster.post(resident, "TAP");

        hopsAre(job, "POSTED", "NIGHT");
        await().until(() -> inbox(awake).stream().anyMatch(words -> words.contains("值班")));
        assertThat(roster.claim(awake, job).code()).isEqualTo("off-duty");
        roster.shift(awake, true);
        assertThat(roster.claim(awake, job).status()).isEqualTo(200);
    }

    /** A weekday that is neither today nor a neighbour of it. */
    private static int otherDay() {
        int today = CLOCK.instant()
                .atZone(java.time.ZoneId.of("Asia/Shanghai"))
                .getDayOfWeek()
                .getValue();
        return (today + 2) % 7 + 1;
    }

    @Test
    void rulesAreTheAdminsAndContradictionsAreRefused() {
        String address = "/api/admin/stations/" + town().stationId + "/dispatch";
        JsonNode usual = town().get(lead, "/api/station/stations/" + town().stationId + "/dispatch");
        assertThat(usual.get("mode").asString()).isEqualTo("BROADCAST");
        assertThat(usual.at("/ladder/allAfter").asInt()).isEqualTo(60);
        roster.rules(Map.of("places", 2));
        Map<String, Object> again = town().get(town().admin, address)
                .propertyStream()
                .collect(HashMap::new, (map, one) -> map.put(one.getKey(), one.getValue()), HashMap::putAll);

        assertThat(town().answered("PUT", town().admin, address, again, Map.of("If-Match", "\"0\""))
                        .code())
                .isEqualTo("version-changed");
        assertThat(town().answered("PUT", town().admin, address, again, Map.of())
                        .code())
                .isEqualTo("if-match-missing");
        assertThat(town().answered("PUT", lead, address, again, Map.of("If-Match", "\"1\""))
                        .code())
                .isEqualTo("role-missing");
        again.put("ladder", Roster.ladder(100, 50, 20));
        assertThat(town().answered("PUT", town().admin, address, again, Map.of("If-Match", "\"1\""))
                        .code())
                .isEqualTo("station-rules-invalid");
        again.put("places", 21);
        assertThat(town().answered("PUT", town().admin, address, again, Map.of("If-Match", "\"1\""))
                        .code())
                .isEqualTo("invalid-fields");
        Town other = new Town(api(), WECHAT);
        assertThat(other.exchange("GET", other.admin, address, null, null).code())
                .isEqualTo("station-unknown");
    }

    private List<String> inbox(Town.Person person) {
        return town().get(person, "/api/me/inbox").findValues("words").stream()
                .map(JsonNode::asString)
                .toList();
    }

    private void hopsAre(JobId job, String... kinds) {
        // When time jumps, all that other tests left waiting is due, too.
        await().atMost(Duration.ofMinutes(1)).until(() -> roster.hops(lead, job).equals(List.of(kinds)));
    }
}
