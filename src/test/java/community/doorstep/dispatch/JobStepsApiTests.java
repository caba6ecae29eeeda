package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/** The steps of a job beyond the straight way. */
class JobStepsApiTests extends ApiTest {

    @Autowired
    private Jobs jobs;

    @Autowired
    private TransactionalOperator transaction;

    @Autowired
    private StationQueue queue;

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
    void placesAreFilledAndNeverOverfilledHoweverManyAreClaimedAtOnce() {
        roster.rules(Map.of("places", 3));
        List<JobId> posted = Flux.range(0, 12)
                .map(i -> roster.post(resident, "TAP"))
                .collectList()
                .block();

        List<Town.Answer> answers = Flux.fromIterable(posted)
                .flatMap(
                        job -> Mono.fromCallable(() -> roster.claim(wang, job))
                                .subscribeOn(Schedulers.boundedElastic()),
                        12)
                .collectList()
                .block();

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(3);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allMatch(answer -> answer.code().equals("already-busy"));
    }

    @Test
    void aClaimThatDiedBetweenLeaseAndCommitHoldsNobodyUpForLong() {
        JobId job = roster.post(resident, "TAP");
        StationId station = StationId.of(town().stationId);
        PersonId dead = PersonId.of(roster.worker("死机", "TAP").id());
        await().until(() -> queue.lease(station, job, dead, "crash", 1).block() == LeaseAnswer.LEASED);

        assertThat(roster.claim(wang, job).code()).isEqualTo("job-taken");
        CLOCK.advance(Duration.ofSeconds(3));

        assertThat(roster.claim(wang, job).status()).isEqualTo(200);
        assertThat(roster.hops(lead, job)).containsExactly("POSTED", "ACCEPTED");
    }

    @Test
    void aPauseGoesOnWithTheSameWorkerOrWaitsAgainWhenItIsOver() {
        JobId job = held("claim", "arrival");
        Instant later = CLOCK.instant().plus(Duration.ofHours(2));
        Map<String, Object> parts = Map.of("reason", "PARTS", "resumesAt", later, "note", "等密封圈");
        refuses(
                step(
                        job,
                        "pause",
                        Map.of("reason", "PARTS", "resumesAt", CLOCK.instant().minusSeconds(60))),
                422,
                "pause-invalid");

        assertThat(step(job, "pause", parts).body().get("pausedFor").asString()).isEqualTo("PARTS");
        refuses(step(job, "completion", null), 409, "job-paused");
        JobId other = roster.post(resident, "TAP");
        assertThat(roster.claim(wang, other).status()).isEqualTo(200);
        refuses(step(job, "resumption", null), 409, "already-busy");
        assertThat(roster.giveBack(wang, other).status()).isEqualTo(200);
        assertThat(step(job, "resumption", null).body().get("state").asString()).isEqualTo("ACCEPTED");
        step(job, "arrival", null);
        step(job, "pause", Map.of("reason", "NOBODY_HOME", "resumesAt", later));

        CLOCK.advance(Duration.ofMinutes(111));
        // By then all is due that others have left.
        await().atMost(Duration.ofMinutes(1)).until(() -> roster.waiting(wang).contains(job.toString()));
        assertThat(roster.hops(lead, job))
                .containsExactly("POSTED", "ACCEPTED", "ARRIVED", "PAUSED", "RESUMED", "ARRIVED", "PAUSED", "REOPENED");
    }

    @Test
    void aClosedDoorEndsTheJob() {
        JobId job = held("claim");
        refuses(step(job, "nobody-home", Map.of("reason", "敲门无人")), 409, "not-arrived");
        step(job, "arrival", null);

        JsonNode ended = step(job, "nobody-home", Map.of("reason", "敲门无人")).body();

        assertThat(ended.get("state").asString()).isEqualTo("NOBODY_HOME");
        assertThat(step(job, "nobody-home", Map.of("reason", "敲门无人")).body()).isEqualTo(ended);
        refuses(step(job, "completion", null), 409, "job-done");
        assertThat(roster.claim(wang, roster.post(resident, "TAP")).status()).isEqualTo(200);
    }

    @Test
    void aHandoverNeedsTheColleaguesWord() {
        Town.Person li = roster.worker("李强", "TAP");
        Town.Person locks = roster.worker("锁匠", "LOCK");
        JobId job = held("claim", "arrival");
        String colleagues = "/api/worker/jobs/" + job + "/colleagues";
        assertThat(town().get(wang, colleagues)
                        .valueStream()
                        .map(one -> one.get("id").asString()))
                .contains(li.id())
                .doesNotContain(wang.id(), locks.id());
        refuses(town().exchange("GET", li, colleagues, null, null), 409, "not-yours");
        refuses(step(job, "handover", Map.of("workerId", locks.id(), "reason", "下班")), 409, "colleague-unfit");
        refuses(roster.step(li, job, "takeover", null), 409, "not-handed-over");

        assertThat(step(job, "handover", Map.of("workerId", li.id(), "reason", "下班"))
                        .status())
                .isEqualTo(200);
        JsonNode asked = town().get(li, "/api/worker/jobs").at("/handovers/0");
        assertThat(asked.get("id").asString()).isEqualTo(job.toString());
        assertThat(asked.has("address")).isFalse();
        roster.step(li, job, "decline", Map.of("reason", "在修别的"));
        assertThat(town().get(li, "/api/worker/jobs").get("handovers").isEmpty())
                .isTrue();
        step(job, "handover", Map.of("workerId", li.id(), "reason", "请帮忙"));
        JsonNode taken = roster.step(li, job, "takeover", null).body();

        assertThat(taken.get("address").asString()).startsWith("望江街");
        assertThat(roster.step(li, job, "takeover", null).body()).isEqualTo(taken);
        refuses(step(job, "completion", null), 409, "not-yours");
        assertThat(roster.hops(lead, job))
                .containsExactly(
                        "POSTED",
                        "ACCEPTED",
                        "ARRIVED",
                        "HANDOVER_ASKED",
                        "HANDOVER_REFUSED",
                        "HANDOVER_ASKED",
                        "TAKEN_OVER");
    }

    @Test
    void aSecondPairOfHandsIsALinkedJobThatEndsWithTheFirst() {
        roster.rules(Map.of("places", 2));
        Town.Person li = roster.worker("李强", "TAP");
        JobId job = held("claim", "arrival");
        Town.Answer asked = helper(job);
        String helper = asked.body().get("id").asString();
        assertThat(asked.status()).isEqualTo(201);
        refuses(helper(job), 409, "helper-wanted");

        refuses(roster.claim(wang, JobId.of(helper)), 409, "helps-yourself");
        JsonNode mine = roster.claim(li, JobId.of(helper)).body();
        assertThat(mine.get("helps").asString()).isEqualTo(job.toString());
        assertThat(mine.get("address").asString()).startsWith("望江街");
        assertThat(mine.get("title").asString()).isEqualTo("搭把手：修水龙头");
        roster.complete(wang, job);

        refuses(roster.arrive(li, JobId.of(helper)), 409, "job-cancelled");
    }

    private Town.Answer helper(JobId job) {
        return town().exchange(
                        "POST",
                        wang,
                        "/api/worker/jobs/" + job + "/helpers",
                        Map.of("reason", "柜子太重"),
                        UUID.randomUUID().toString());
    }

    @Test
    void stepsTakenOfflineCountByThePhonesTimeWithinBounds() {
        JobId job = held("claim");
        Instant claimed = CLOCK.instant();
        CLOCK.advance(Duration.ofHours(2));

        refuses(at(job, "arrival", claimed.plus(Duration.ofHours(3))), 400, "time-in-future");
        refuses(at(job, "arrival", claimed.minus(Duration.ofHours(11))), 400, "time-too-old");
        refuses(at(job, "arrival", claimed.minus(Duration.ofMinutes(10))), 409, "time-out-of-order");
        Instant arrived = claimed.plus(Duration.ofMinutes(5));
        JsonNode there = at(job, "arrival", arrived).body();

        assertThat(Instant.parse(there.get("arrivedAt").asString())).isEqualTo(arrived);
        assertThat(at(job, "completion", CLOCK.instant().plusSeconds(30)).status())
                .isEqualTo(200);
        assertThat(town().get(lead, "/api/station/figures").at("/0/onTime").asInt())
                .isEqualTo(1);
    }

    private Town.Answer at(JobId job, String step, Instant moment) {
        return step(job, step, Map.of("at", moment));
    }

    @Test
    void whoKnowsOnlyAnOldVersionIsRefusedAndNothingChanges() {
        JobId job = roster.post(resident, "TAP");
        refuses(step(job, "claim", Map.of("version", 7)), 409, "job-changed");
        assertThat(step(job, "claim", Map.of("version", 1)).status()).isEqualTo(200);
        step(job, "release", Map.of("reason", "没有零件"));

        refuses(step(job, "claim", Map.of("version", 1)), 409, "job-changed");
        assertThat(step(job, "claim", Map.of("version", 3)).status()).isEqualTo(200);
        refuses(step(job, "arrival", Map.of("version", 2)), 409, "job-changed");
        assertThat(roster.hops(lead, job)).containsExactly("POSTED", "ACCEPTED", "RELEASED", "ACCEPTED");
        assertThat(step(job, "arrival", Map.of("version", 4)).status()).isEqualTo(200);
    }

    @Test
    void aRunGoesDoorByDoorAndEarnsByTheDoor() {
        roster.rules(Map.of("shareFen", 300, "stopShareFen", 150));
        JobId run = run();
        JsonNode claimed = roster.claim(wang, run).body();
        assertThat(claimed.get("stops").size()).isEqualTo(3);
        assertThat(claimed.at("/stops/1/address").asString()).isEqualTo("2 栋");
        refuses(step(run, "stops/1/completion", null), 409, "stop-not-arrived");
        refuses(step(run, "stops/9/arrival", null), 404, "stop-unknown");

        assertThat(step(run, "stops/1/arrival", null).body().get("state").asString())
                .isEqualTo("ARRIVED");
        JsonNode done = step(run, "stops/1/completion", null).body();
        assertThat(step(run, "stops/1/completion", null).body()).isEqualTo(done);
        refuses(step(run, "stops/1/failure", Map.of("reason", "没人")), 409, "stop-ended");
        refuses(step(run, "completion", null), 409, "stops-open");
        step(run, "stops/2/failure", Map.of("reason", "敲门没人"));
        step(run, "stops/3/arrival", null);
        step(run, "stops/3/completion", null);
        assertThat(step(run, "completion", null).status()).isEqualTo(200);

        JsonNode today = town().get(wang, "/api/worker/today");
        assertThat(today.get("done").asInt()).isEqualTo(1);
        assertThat(today.get("earnedFen").asLong()).isEqualTo(600);
    }

    private JobId run() {
        List<NewStop> stops = Flux.range(1, 3)
                .map(i -> new NewStop(
                        Ids.next(),
                        PersonId.of(resident.id()),
                        new GeoPoint(26.588, 101.718),
                        new Door(i + " 栋", "少盐")))
                .collectList()
                .block();
        return roster.post(job(new Door(null, "长者午餐")).with(stops));
    }

    private NewJob job(Door door) {
        Instant now = CLOCK.instant();
        return new NewJob(
                new JobId(Ids.next()),
                CommunityId.of(town().communityId),
                StationId.of(town().stationId),
                PersonId.of(resident.id()),
                PersonId.of(resident.id()),
                "TAP",
                "送餐",
                Need.USUAL,
                new GeoPoint(26.588, 101.718),
                door,
                now,
                now.plus(Duration.ofMinutes(40)));
    }

    @Test
    void aLampInTheStreetHasAPlaceAndNoAddress() {
        JobId lamp = roster.post(job(new Door(null, "路灯不亮")));

        JsonNode held = roster.claim(wang, lamp).body();

        assertThat(held.has("address")).isFalse();
        assertThat(held.at("/place/latitude").asDouble()).isEqualTo(26.588);
        assertThat(held.get("note").asString()).isEqualTo("路灯不亮");
    }

    private JobId held(String... steps) {
        JobId job = roster.post(resident, "TAP");
        for (String step : steps) {
            assertThat(step(job, step, null).status()).isEqualTo(200);
        }
        return job;
    }

    private Town.Answer step(JobId job, String step, Object body) {
        return roster.step(wang, job, step, body);
    }

    private static void refuses(Town.Answer answer, int status, String code) {
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }
}
