package community.doorstep.promise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.dispatch.JobArrived;
import community.doorstep.dispatch.JobCancelled;
import community.doorstep.dispatch.JobDone;
import community.doorstep.dispatch.JobId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

class PromiseApiTests extends ApiTest {

    private static final GeoPoint DOOR = new GeoPoint(26.5850, 101.7200);

    private static final Agreement RUN = new Agreement("DELIVERY", ServiceKind.MEAL, Duration.ofMinutes(30), true);
    private static final Agreement LAMP = new Agreement("STREET", null, Duration.ofHours(24), false);

    @Autowired
    private Promises promises;

    @Autowired
    private Agreements agreements;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionalOperator transaction;

    private StationRef station;
    private String service;

    @BeforeEach
    void aStation() {
        station = new StationRef(CommunityId.of(town().communityId), StationId.of(town().stationId));
        service = town().service("REPAIR", "上门维修", "AFTER", null, null);
    }

    private Town.Person onDuty(String... skills) {
        Town.Person worker = town().staff("王建国", "WORKER");
        Map<String, Object> able = Map.of("communityId", town().communityId, "skills", List.of(skills));
        town().send("PUT", town().admin, "/api/admin/workers/" + worker.id() + "/skills", able, null);
        town().send("PUT", worker, "/api/worker/shift", Map.of("onDuty", true, "stationId", town().stationId), null);
        return worker;
    }

    private JsonNode asked(String more) {
        return town().get(null, "/api/services/" + service + "/promise" + more);
    }

    @Test
    void anybodyMayAskBeforeBooking() {
        onDuty("TAP");

        JsonNode near = asked("?skill=TAP&place=26.5830,101.7190");
        JsonNode far = asked("?skill=TAP&place=26.6100,101.7500");

        assertThat(near.get("likelihood").asDouble()).isGreaterThanOrEqualTo(0.9);
        assertThat(near.get("minutes").asInt()).isBetween(5, 15);
        assertThat(far.get("minutes").asInt()).isGreaterThan(near.get("minutes").asInt());
        assertThat(far.get("withinTen").asDouble())
                .isLessThan(near.get("withinTen").asDouble());
        assertThat(asked("").get("onDuty").asInt()).isEqualTo(1);
    }

    @Test
    void nothingIsPromisedWhenNobodyOnDutyCanDoIt() {
        onDuty("LOCK");

        JsonNode answer = asked("?skill=TAP");

        assertThat(answer.has("minutes")).isFalse();
        assertThat(answer.get("likelihood").asDouble()).isZero();
    }

    @Test
    void nobodyIsPromisedWhoIsOnABreak() {
        Town.Person wang = onDuty("TAP");
        assertThat(asked("?skill=TAP").has("minutes")).isTrue();

        town().send("PUT", wang, "/api/worker/break", Map.of("onBreak", true), null);

        assertThat(asked("?skill=TAP").has("minutes")).isFalse();
    }

    @Test
    void whoeverIsBusyMakesItLater() {
        Town.Person wang = onDuty("TAP");
        int free = asked("?skill=TAP").get("minutes").asInt();
        claimed(wang, aCallFor(town().resident("李奶奶", "1942-04-01")));

        assertThat(asked("?skill=TAP").get("minutes").asInt()).isGreaterThan(free + 5);
        assertThat(figures().get("given").asInt()).isEqualTo(1);
        assertThat(figures().get("open").asInt()).isEqualTo(1);
    }

    @Test
    void whoHasAPlaceLeftCanComeAtOnce() {
        Map<String, Object> rules = new java.util.HashMap<>();
        town().get(town().admin, rulesAddress())
                .propertyStream()
                .forEach(one -> rules.put(one.getKey(), one.getValue()));
        rules.put("places", 2);
        assertThat(town().answered("PUT", town().admin, rulesAddress(), rules, Map.of("If-Match", "\"0\""))
                        .status())
                .isEqualTo(200);
        Town.Person wang = onDuty("TAP");
        int free = asked("?skill=TAP").get("minutes").asInt();

        claimed(wang, aCallFor(town().resident("李奶奶", "1942-04-01")));

        assertThat(asked("?skill=TAP").get("minutes").asInt()).isBetween(free - 3, free + 3);
        assertThat(asked("?skill=TAP").get("onDuty").asInt()).isEqualTo(1);
        assertThat(asked("?skill=TAP").get("ahead").asInt()).isZero();
    }

    private String rulesAddress() {
        return "/api/admin/stations/" + town().stationId + "/dispatch";
    }

    private void claimed(Town.Person worker, String job) {
        await().until(() -> town().exchange("POST", worker, "/api/worker/jobs/" + job + "/claim", null, null)
                        .status()
                == 200);
    }

    private String aCallFor(Town.Person resident) {
        town().publishPrices(Map.of(service, 1000L));
        town().everyDay(service, 20);
        String slot = town().get(null, "/api/services/" + service + "/slots")
                .at("/0/id")
                .asString();
        String quote = town().post(resident, "/api/quotes", Map.of("serviceId", service, "slotId", slot))
                .get("token")
                .asString();
        Map<String, Object> details = Map.of(
                "category",
                "TAP",
                "address",
                "望江街 3 栋 2 单元 501",
                "place",
                Map.of("latitude", DOOR.latitude(), "longitude", DOOR.longitude()));
        return town().made(resident, "/api/bookings", Map.of("slotId", slot, "quote", quote, "details", details));
    }

    private Promise given(JobId job) {
        return promises.give(job, station, "TAP", DOOR, Duration.ofMinutes(10))
                .as(transaction::transactional)
                .block();
    }

    @Test
    void arrivalDecidesWhetherAPromiseWasKeptAndTheFirstOneCounts() {
        onDuty("TAP");
        JobId early = new JobId(Ids.next());
        JobId late = new JobId(Ids.next());
        JobId calledOff = new JobId(Ids.next());
        JobId inVain = new JobId(Ids.next());
        Promise promise = given(early);
        assertThat(given(early)).isEqualTo(promise);
        List.of(late, calledOff, inVain).forEach(this::given);
        Instant inTime = CLOCK.instant().plus(Duration.ofMinutes(promise.minutes() - 1));
        Instant tooLate = CLOCK.instant().plus(Duration.ofMinutes(promise.minutes() + 1));

        tell(arrived(early, inTime), arrived(early, tooLate), arrived(late, tooLate));
        tell(cancelled(calledOff, inTime), cancelled(inVain, tooLate));

        await().atMost(Duration.ofSeconds(10)).until(() -> figures().get("open").asInt() == 0);
        JsonNode figures = figures();
        assertThat(figures.get("given").asInt()).isEqualTo(4);
        assertThat(figures.get("kept").asInt()).isEqualTo(1);
        assertThat(figures.get("missed").asInt()).isEqualTo(2);
        assertThat(figures.get("medianMinutes").asInt()).isEqualTo(promise.minutes());
    }

    @Test
    void mealsAtTheDoorAndStreetFaultsHaveAnAgreedTimeAndTheLikelihoodThatTheyHad() {
        String lunch = town().service("MEAL", "午餐", "AT_DOOR", null, null);

        JsonNode meal = town().get(null, "/api/services/" + lunch + "/promise");
        JsonNode lamp = asked("?skill=STREET&place=26.5830,101.7190");

        assertThat(meal.get("minutes").asInt()).isEqualTo(30);
        assertThat(lamp.get("minutes").asInt()).isEqualTo(24 * 60);
        assertThat(meal.get("likelihood").asDouble()).isEqualTo(0.9);
        JobId late = new JobId(Ids.next());
        agreed(RUN, late);
        tell(done(late, CLOCK.instant().plus(Duration.ofHours(1))));
        await().until(() -> town().get(null, "/api/services/" + lunch + "/promise")
                        .get("likelihood")
                        .asDouble()
                == 0.8);
        assertThat(asked("?skill=STREET").get("likelihood").asDouble())
                .as("one has nothing to do with the other")
                .isEqualTo(0.9);
    }

    @Test
    void aRunIsMeasuredByItsLastDoorAndAnyOtherByArrival() {
        JobId run = new JobId(Ids.next());
        JobId lamp = new JobId(Ids.next());
        JobId inVain = new JobId(Ids.next());
        agreed(RUN, run);
        agreed(RUN, run);
        agreed(LAMP, lamp);
        agreed(RUN, inVain);
        Instant inTime = CLOCK.instant().plus(Duration.ofMinutes(20));
        Instant tooLate = CLOCK.instant().plus(Duration.ofMinutes(40));

        tell(arrived(run, inTime), arrived(lamp, inTime));
        tell(done(run, tooLate), done(lamp, tooLate), cancelled(inVain, tooLate));

        await().until(() -> figures().get("open").asInt() == 0);
        assertThat(figures().get("given").asInt()).isEqualTo(3);
        assertThat(figures().get("kept").asInt()).isEqualTo(1);
        assertThat(figures().get("missed").asInt()).isEqualTo(2);
        assertThat(figures().has("medianMinutes")).as("nothing was estimated").isFalse();
    }

    private void agreed(Agreement agreement, JobId job) {
        agreements
                .give(job, station, agreement, CLOCK.instant().plus(agreement.within()))
                .as(transaction::transactional)
                .block();
    }

    private JobDone done(JobId job, Instant at) {
        return new JobDone(
                station.community(), job.value(), 9, station.station(), PersonId.next(), PersonId.next(), at);
    }

    private JsonNode figures() {
        return town().get(lead(), "/api/station/promises").get(0);
    }

    private Town.Person lead;

    private Town.Person lead() {
        lead = lead == null ? town().staff("站长", "STATION_LEAD") : lead;
        return lead;
    }

    private JobArrived arrived(JobId job, Instant at) {
        return new JobArrived(
                station.community(), job.value(), 3, station.station(), PersonId.next(), PersonId.next(), at);
    }

    private JobCancelled cancelled(JobId job, Instant at) {
        return new JobCancelled(station.community(), job.value(), 4, station.station(), PersonId.next(), at);
    }

    private void tell(DomainEvent... events) {
        outbox.addAll(List.of(events)).as(transaction::transactional).block();
        outbox.nudge();
    }

    @Test
    void figuresAreForThoseWhoRunTheStation() {
        onDuty("TAP");
        given(new JobId(Ids.next()));
        Town other = new Town(api(), WECHAT);

        assertThat(other.get(other.staff("外站长", "STATION_LEAD"), "/api/station/promises")
                        .isEmpty())
                .isTrue();
        assertThat(town().exchange("GET", town().resident("居民", "1990-01-01"), "/api/station/promises", null, null)
                        .code())
                .isEqualTo("role-missing");
        assertThat(town().exchange("GET", lead(), "/api/station/promises?days=0", null, null)
                        .code())
                .isEqualTo("days-out-of-range");
        assertThat(town().exchange("GET", null, "/api/services/" + service + "/promise?place=moon", null, null)
                        .code())
                .isEqualTo("malformed-point");
    }
}
