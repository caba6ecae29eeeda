package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import community.doorstep.shared.TimeSlot;
import community.doorstep.workforce.WorkerAway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** A job's whole way is told from its events: every kind of hop that the documentation names, and no other. */
class HistoryApiTests extends ApiTest {

    private static final Pattern KIND = Pattern.compile("`([A-Z_]+)`");

    @Autowired
    private Jobs jobs;

    @Autowired
    private DueAtDoors due;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionalOperator transaction;

    private final Set<String> told = new TreeSet<>();
    private Roster roster;
    private Town.Person resident;
    private Town.Person lead;
    private Town.Person wang;

    @BeforeEach
    void people() {
        roster = new Roster(town(), jobs, transaction, CLOCK);
        resident = town().resident("李奶奶", "1942-04-01");
        lead = town().staff("站长", "STATION_LEAD");
        wang = roster.worker("王建国", "TAP");
    }

    @Test
    void everyKindOfHopIsTold() throws IOException {
        Town.Person li = roster.worker("李强", "TAP");
        steps();
        forAnotherTime();
        laterAndReopened();
        fromHandToHand(li);
        byTheLead();
        doorByDoor();
        money();
        silent();
        roster.shift(li, false);
        offers(li);

        told.addAll(ladder());
        told.addAll(night());

        assertThat(told).isEqualTo(documented());
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(HopKind.values()).map(HopKind::name).toList());
    }

    private void steps() {
        JobId job = roster.post(resident, "TAP", CLOCK.instant().plus(Duration.ofHours(2)));
        CLOCK.advance(Duration.ofMinutes(95));
        jobs.open().as(transaction::transactional).block();
        // The house may have begun to open it by itself, and not have ended yet.
        await().until(() -> kinds(job).contains("OPENED"));
        roster.claim(wang, job);
        roster.giveBack(wang, job);
        roster.claim(wang, job);
        roster.arrive(wang, job);
        roster.complete(wang, job);
        toldOf(job, "POSTED", "OPENED", "ACCEPTED", "RELEASED", "ACCEPTED", "ARRIVED", "DONE");

        JsonNode hops = history(job);
        assertThat(hops.valueStream().map(hop -> hop.get("version").asInt()))
                .isEqualTo(IntStream.rangeClosed(1, 7).boxed().toList());
        assertThat(hops.at("/3/cause").asString()).isEqualTo("没有零件");
        assertThat(hops.at("/5/cause").asString()).startsWith("离门 ");
        assertThat(hops.at("/6/cause").asString()).isEqualTo("换了垫圈");
        assertThat(hops.at("/6/actor/name").asString()).isEqualTo("王建国");
        JsonNode english = historyIn("en", job);
        assertThat(english.at("/5/cause").asString()).endsWith(" m from the door");
        assertThat(english.at("/6/cause").asString())
                .as("what the worker wrote")
                .isEqualTo("换了垫圈");
        assertThat(hops.at("/1").has("actor")).as("the house opened it").isFalse();

        JobId closed = roster.post(resident, "TAP");
        roster.claim(wang, closed);
        roster.arrive(wang, closed);
        roster.step(wang, closed, "nobody-home", Map.of("reason", "敲门无人"));
        toldOf(closed, "POSTED", "ACCEPTED", "ARRIVED", "NOBODY_HOME");
    }

    private void forAnotherTime() {
        Instant start = CLOCK.instant().plus(Duration.ofHours(2));
        JobId job = roster.post(resident, "TAP", start);
        TimeSlot later = new TimeSlot(start.plus(Duration.ofHours(1)), start.plus(Duration.ofHours(2)));
        jobs.reschedule(CommunityId.of(town().communityId), job, later)
                .as(transaction::transactional)
                .block();
        toldOf(job, "POSTED", "RESCHEDULED");
        assertThat(historyIn("en", job).at("/1/cause").asString()).isEqualTo("the booking was moved");
    }

    private void laterAndReopened() {
        JobId job = roster.post(resident, "TAP");
        roster.claim(wang, job);
        roster.arrive(wang, job);
        Instant resumes = pause(job);
        JsonNode paused = historyIn("zh", job).at("/3");
        assertThat(paused.at("/pausedFor").asString()).isEqualTo("PARTS");
        assertThat(Instant.parse(paused.at("/until").asString())).isEqualTo(resumes);
        roster.step(wang, job, "resumption", null);
        roster.arrive(wang, job);
        pause(job);
        CLOCK.advance(Duration.ofMinutes(115));
        await().until(() -> kinds(job).contains("REOPENED"));
        roster.cancel(job);
        await().until(() -> kinds(job).contains("CANCELLED"));
        told.addAll(kinds(job));
        assertThat(kinds(job)).startsWith("POSTED", "ACCEPTED", "ARRIVED", "PAUSED", "RESUMED", "ARRIVED", "PAUSED");
        shiftsGoOn();
    }

    private Instant pause(JobId job) {
        Instant later = CLOCK.instant().plus(Duration.ofHours(2));
        roster.step(wang, job, "pause", Map.of("reason", "PARTS", "resumesAt", later));
        return later;
    }

    /** Time has been moved: their phones are heard again. */
    private void shiftsGoOn() {
        roster.shift(wang, true);
    }

    private void fromHandToHand(Town.Person li) {
        roster.shift(li, true);
        JobId job = roster.post(resident, "TAP");
        roster.claim(wang, job);
        Map<String, Object> toLi = Map.of("workerId", li.id(), "reason", "下班");
        roster.step(wang, job, "handover", toLi);
        roster.step(li, job, "decline", Map.of("reason", "在修别的"));
        roster.step(wang, job, "handover", toLi);
        roster.step(li, job, "takeover", null);
        roster.arrive(li, job);
        roster.complete(li, job);
        toldOf(
                job,
                "POSTED",
                "ACCEPTED",
                "HANDOVER_ASKED",
                "HANDOVER_REFUSED",
                "HANDOVER_ASKED",
                "TAKEN_OVER",
                "ARRIVED",
                "DONE");
        assertThat(history(job).at("/2/colleague/name").asString()).isEqualTo("李强");
        assertThat(history(job).at("/2/worker/name").asString()).isEqualTo("王建国");
        assertThat(history(job).at("/3").has("colleague")).isFalse();
    }

    private void byTheLead() {
        JobId job = roster.post(resident, "TAP");
        desk(job, "assignment", Map.of("workerId", wang.id()));
        desk(job, "release", Map.of("reason", "换人"));
        roster.cancel(job);
        toldOf(job, "POSTED", "ASSIGNED", "TAKEN_BACK", "CANCELLED");
        assertThat(history(job).at("/1/actor/id").asString()).isEqualTo(lead.id());
        assertThat(history(job).at("/1/worker/id").asString()).isEqualTo(wang.id());
        assertThat(history(job).at("/1/cause").asString()).isEqualTo("站长指派");
        assertThat(historyIn("en-GB,zh", job).at("/1/cause").asString()).isEqualTo("given by the station lead");
    }

    private void desk(JobId job, String step, Object body) {
        assertThat(town().exchange("POST", lead, "/api/station/jobs/" + job + "/" + step, body, null)
                        .status())
                .isEqualTo(200);
    }

    private void doorByDoor() {
        Instant now = CLOCK.instant();
        GeoPoint door = new GeoPoint(26.588, 101.718);
        List<NewStop> stops = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> new NewStop(Ids.next(), PersonId.of(resident.id()), door, new Door(i + " 栋", "")))
                .toList();
        JobId run = roster.post(new NewJob(
                        new JobId(Ids.next()),
                        CommunityId.of(town().communityId),
                        StationId.of(town().stationId),
                        PersonId.of(resident.id()),
                        PersonId.of(resident.id()),
                        "TAP",
                        "送餐",
                        Need.USUAL,
                        door,
                        new Door(null, ""),
                        now,
                        now.plus(Duration.ofMinutes(40)))
                .with(stops));
        leftOut(run, stops.get(3));
        roster.claim(wang, run);
        roster.step(wang, run, "stops/1/arrival", null);
        roster.step(wang, run, "stops/1/completion", null);
        roster.step(wang, run, "stops/2/failure", Map.of("reason", "敲门没人"));
        leftOut(run, stops.get(2));
        roster.complete(wang, run);
        toldOf(
                run,
                "POSTED",
                "STOP_LEFT_OUT",
                "ACCEPTED",
                "STOP_ARRIVED",
                "STOP_DONE",
                "STOP_FAILED",
                "STOP_LEFT_OUT",
                "DONE");
        assertThat(history(run).valueStream().map(hop -> hop.path("stop").asInt()))
                .containsExactly(0, 4, 0, 1, 1, 2, 3, 0);
        assertThat(historyIn("en", run).at("/6/cause").asString()).isEqualTo("the meal was cancelled");
    }

    private void leftOut(JobId run, NewStop stop) {
        jobs.leaveOut(CommunityId.of(town().communityId), run, stop.reference(), "meal-cancelled")
                .as(transaction::transactional)
                .block();
    }

    private void money() {
        JobId job = roster.post(resident, "TAP");
        roster.claim(wang, job);
        Due tap = new Due(job.value(), Ids.next(), "修水龙头", 1000);
        due.say(CommunityId.of(town().communityId), job.value(), Flux.just(tap))
                .as(transaction::transactional)
                .block();
        assertThat(kinds(job)).contains("DUE_CHANGED");
        told.add("DUE_CHANGED");
        roster.arrive(wang, job);
        roster.complete(wang, job);
    }

    private void silent() {
        JobId job = roster.post(resident, "TAP");
        roster.claim(wang, job);
        roster.shift(wang, false);
        WorkerAway away = new WorkerAway(
                CommunityId.of(town().communityId),
                Ids.parse(wang.id()),
                CLOCK.instant().toEpochMilli(),
                StationId.of(town().stationId),
                "SILENT",
                CLOCK.instant());
        outbox.add(away).as(transaction::transactional).block();
        outbox.nudge();
        await().until(() -> kinds(job).contains("SILENT"));
        roster.shift(wang, true);
        await().until(() -> kinds(job).contains("HEARD"));
        roster.cancel(job);
        toldOf(job, "POSTED", "ACCEPTED", "SILENT", "HEARD", "CANCELLED");
    }

    private void offers(Town.Person li) {
        roster.rules(Map.of("mode", "NEAREST", "offerSeconds", 300, "ladder", Roster.ladder(null, null, null)));
        JobId job = roster.post(resident, "TAP");
        await().until(() -> roster.waiting(wang).contains(job.toString()));
        roster.step(wang, job, "decline", Map.of("reason", "不顺路"));
        await().until(() -> kinds(job).contains("OPENED_TO_ALL"));
        toldOf(job, "POSTED", "OFFERED", "DECLINED", "OPENED_TO_ALL");
        assertThat(history(job).at("/1/worker/name").asString()).as("to whom").isEqualTo("王建国");
        assertThat(history(job).at("/1/cause").asString()).isEqualTo("现在只有你有空");
        assertThat(historyIn("en", job).at("/1/cause").asString()).isEqualTo("only you are free now");
        roster.cancel(job);
        roster.shift(li, true);
        roster.shift(wang, false);
        JobId other = roster.post(resident, "TAP");
        await().until(() -> roster.waiting(li).contains(other.toString()));
        roster.shift(li, false);
        await().until(() -> kinds(other).contains("MOVED_ON"));
        told.addAll(kinds(other));
        roster.cancel(other);
    }

    private Set<String> ladder() {
        Town quiet = new Town(api(), WECHAT);
        Roster its = new Roster(quiet, jobs, transaction, CLOCK);
        Town.Person its1 = quiet.staff("邻站长", "STATION_LEAD");
        Town.Person worker = its.worker("赵师傅", "TAP");
        Town.Person old = quiet.resident("张爷爷", "1940-01-01");
        its.rules(Map.of("places", 2));
        JobId nobodys = its.post(old, "TAP");
        JobId late = its.post(old, "TAP");
        its.claim(worker, late);
        for (String rung : List.of("ALL", "NEIGHBOURS", "LEAD")) {
            CLOCK.advance(Duration.ofSeconds(61));
            await().until(() -> its.hops(its1, nobodys).contains(rung));
        }
        CLOCK.advance(Duration.ofMinutes(10));
        await().until(() -> its.hops(its1, nobodys).contains("UNSERVED"));
        await().until(() -> its.hops(its1, late).contains("LATE"));
        Set<String> all = new TreeSet<>(its.hops(its1, nobodys));
        all.addAll(its.hops(its1, late));
        return all;
    }

    private Set<String> night() {
        Town closed = new Town(api(), WECHAT);
        Roster its = new Roster(closed, jobs, transaction, CLOCK);
        Town.Person its1 = closed.staff("夜班站长", "STATION_LEAD");
        Map<String, Object> rules = new HashMap<>();
        rules.put("opening", List.of(Map.of("weekdays", List.of(otherDay()), "from", "00:00", "to", "23:59")));
        rules.put("onCall", its.offDuty("值班", "TAP").id());
        its.rules(rules);
        JobId job = its.post(closed.resident("张爷爷", "1940-01-01"), "TAP");
        await().until(() -> its.hops(its1, job).contains("NIGHT"));
        return Set.copyOf(its.hops(its1, job));
    }

    /** A weekday that is neither today nor a neighbour of it. */
    private static int otherDay() {
        int today = CLOCK.instant()
                .atZone(java.time.ZoneId.of("Asia/Shanghai"))
                .getDayOfWeek()
                .getValue();
        return (today + 2) % 7 + 1;
    }

    private void toldOf(JobId job, String... kinds) {
        assertThat(kinds(job)).containsExactly(kinds);
        told.addAll(List.of(kinds));
    }

    private List<String> kinds(JobId job) {
        return roster.hops(lead, job);
    }

    private JsonNode history(JobId job) {
        return town().get(lead, "/api/station/jobs/" + job + "/history").get("hops");
    }

    private JsonNode historyIn(String language, JobId job) {
        String address = "/api/station/jobs/" + job + "/history";
        return town().answered("GET", lead, address, null, Map.of("Accept-Language", language))
                .body()
                .get("hops");
    }

    private static Set<String> documented() throws IOException {
        String page = Files.readString(Path.of("api-docs", "dispatch.md"));
        String table = page.substring(page.indexOf("| hops |"), page.indexOf("## For those who post jobs"));
        return KIND.matcher(table)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
