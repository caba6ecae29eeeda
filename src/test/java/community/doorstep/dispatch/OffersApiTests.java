package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

/** How jobs find their workers, mode by mode. */
class OffersApiTests extends ApiTest {

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
    void theNearestIsAskedThenTheNextAndInTheEndAll() {
        roster.rules(Map.of("mode", "NEAREST"));
        Town.Person near = roster.worker("近", "TAP");
        Town.Person far = roster.worker("远", "TAP");
        at(near, 26.588, 101.719);
        at(far, 26.600, 101.730);

        JobId job = roster.post(resident, "TAP");

        isShownTo(near, job);
        JsonNode offer = town().get(near, "/api/worker/jobs").at("/waiting/0/offer");
        assertThat(offer.get("zh").asString()).isEqualTo("两人中最近");
        assertThat(offer.get("en").asString()).isEqualTo("nearest of two");
        assertThat(roster.waiting(far)).isEmpty();
        refuses(roster.claim(far, job), "not-offered");

        assertThat(roster.step(near, job, "decline", Map.of("reason", "在修别的")).status())
                .isEqualTo(204);
        isShownTo(far, job);
        assertThat(roster.waiting(near)).isEmpty();

        CLOCK.advance(Duration.ofSeconds(21));
        isShownTo(far, job);
        await().until(() -> roster.hops(lead, job).contains("OPENED_TO_ALL"));
        assertThat(roster.hops(lead, job)).containsExactly("POSTED", "OFFERED", "DECLINED", "OFFERED", "OPENED_TO_ALL");
        assertThat(roster.claim(near, job).status()).isEqualTo(200);
    }

    @Test
    void whatRunsOutTogetherChangesHandsAndNobodyIsAskedForTwo() {
        roster.rules(Map.of("mode", "NEAREST"));
        Town.Person near = roster.worker("近", "TAP");
        Town.Person far = roster.worker("远", "TAP");
        at(near, 26.588, 101.719);
        at(far, 26.600, 101.730);
        JobId first = roster.post(resident, "TAP");
        isShownTo(near, first);
        JobId second = roster.post(resident, "TAP");
        isShownTo(far, second);

        CLOCK.advance(Duration.ofSeconds(21));

        isShownTo(far, first);
        isShownTo(near, second);
        assertThat(roster.hops(lead, first)).containsExactly("POSTED", "OFFERED", "OFFERED");
        assertThat(roster.hops(lead, second)).containsExactly("POSTED", "OFFERED", "OFFERED");
        assertThat(town().get(near, "/api/worker/jobs").get("waiting")).hasSize(1);
        assertThat(town().get(far, "/api/worker/jobs").get("waiting")).hasSize(1);
    }

    @Test
    void turnsGoToWhoeverHasDoneLeast() {
        roster.rules(Map.of("mode", "ROUND_ROBIN"));
        Town.Person one = roster.worker("甲", "TAP");
        Town.Person two = roster.worker("乙", "TAP");
        JobId first = roster.post(resident, "TAP");
        Town.Person asked = askedOf(first, one, two);
        assertThat(roster.claim(asked, first).status()).isEqualTo(200);
        roster.arrive(asked, first);
        roster.complete(asked, first);

        JobId second = roster.post(resident, "TAP");

        Town.Person other = asked == one ? two : one;
        isShownTo(other, second);
        assertThat(town().get(other, "/api/worker/jobs")
                        .at("/waiting/0/offer/zh")
                        .asString())
                .isEqualTo("两人中今天最少");
    }

    @Test
    void theLeadSaysWhoAndTakesBack() {
        roster.rules(Map.of("mode", "MANUAL"));
        Town.Person wang = roster.worker("王建国", "TAP");
        Town.Person locks = roster.worker("锁匠", "LOCK");
        JobId job = roster.post(resident, "TAP");
        assertThat(roster.waiting(wang)).isEmpty();
        refuses(roster.claim(wang, job), "not-offered");
        refuses(desk(job, "assignment", Map.of("workerId", locks.id())), "worker-unfit");
        refuses(desk(job, "assignment", Map.of("workerId", wang.id(), "version", 99)), "job-changed");

        assertThat(desk(job, "assignment", Map.of("workerId", wang.id())).status())
                .isEqualTo(200);
        assertThat(town().get(wang, "/api/worker/jobs").at("/mine/0/id").asString())
                .isEqualTo(job.toString());
        assertThat(desk(job, "release", Map.of("reason", "换人")).status()).isEqualTo(200);

        assertThat(roster.hops(lead, job)).containsExactly("POSTED", "ASSIGNED", "TAKEN_BACK");
        assertThat(town().get(wang, "/api/worker/jobs").get("mine").isEmpty()).isTrue();
        Town other = new Town(api(), WECHAT);
        Town.Person foreigner = other.staff("外站长", "STATION_LEAD");
        refuses(
                other.exchange(
                        "POST",
                        foreigner,
                        "/api/station/jobs/" + job + "/assignment",
                        Map.of("workerId", wang.id()),
                        null),
                "job-unknown");
    }

    @Test
    void offersMoveOnWhenAWorkerLeavesOrPauses() {
        roster.rules(Map.of("mode", "NEAREST", "offerSeconds", 300, "ladder", Roster.ladder(null, null, null)));
        Town.Person near = roster.worker("近", "TAP");
        Town.Person far = roster.worker("远", "TAP");
        at(near, 26.588, 101.719);
        at(far, 26.600, 101.730);
        JobId job = roster.post(resident, "TAP");
        isShownTo(near, job);

        town().send("PUT", near, "/api/worker/break", Map.of("onBreak", true), null);

        isShownTo(far, job);
        refuses(roster.claim(near, job), "on-break");
        roster.shift(far, false);
        await().until(() -> roster.hops(lead, job).contains("OPENED_TO_ALL"));
    }

    @Test
    void whatIsDeclinedIsNotShownAgainToThatWorker() {
        Town.Person wang = roster.worker("王建国", "TAP");
        Town.Person li = roster.worker("李强", "TAP");
        JobId job = roster.post(resident, "TAP");

        assertThat(roster.step(wang, job, "decline", Map.of("reason", "不顺路")).status())
                .isEqualTo(204);
        assertThat(roster.step(wang, job, "decline", Map.of("reason", "不顺路")).status())
                .isEqualTo(204);

        assertThat(roster.waiting(wang)).isEmpty();
        assertThat(roster.waiting(li)).containsExactly(job.toString());
        assertThat(roster.claim(wang, job).status()).isEqualTo(200);
    }

    @Test
    void dangerGoesFirstThenThePromiseThenWhoLivesAlone() {
        CLOCK.set(CLOCK.instant().plusSeconds(120).truncatedTo(java.time.temporal.ChronoUnit.MINUTES));
        Town.Person wang = roster.worker("王建国", "TAP");
        JobId later = roster.post(resident, "TAP", Need.USUAL, Duration.ofMinutes(30));
        JobId usual = roster.post(resident, "TAP", Need.USUAL, Duration.ofMinutes(10));
        JobId alone = roster.post(resident, "TAP", new Need(false, false, true, false, false), Duration.ofMinutes(10));
        JobId danger = roster.post(resident, "TAP", Need.DANGER, Duration.ofMinutes(60));

        assertThat(roster.waiting(wang))
                .isEqualTo(List.of(danger.toString(), alone.toString(), usual.toString(), later.toString()));
    }

    @Test
    void whereTheStationSaysSoWhoLivesAloneWaitsTheirTurn() {
        CLOCK.set(CLOCK.instant().plusSeconds(120).truncatedTo(java.time.temporal.ChronoUnit.MINUTES));
        roster.rules(Map.of("aloneFirst", false));
        Town.Person wang = roster.worker("王建国", "TAP");
        JobId usual = roster.post(resident, "TAP", Need.USUAL, Duration.ofMinutes(10));
        JobId alone = roster.post(resident, "TAP", new Need(false, false, true, false, false), Duration.ofMinutes(10));

        assertThat(roster.waiting(wang)).isEqualTo(List.of(usual.toString(), alone.toString()));
    }

    private Town.Person askedOf(JobId job, Town.Person one, Town.Person two) {
        await().until(() -> roster.waiting(one).contains(job.toString())
                || roster.waiting(two).contains(job.toString()));
        return roster.waiting(one).contains(job.toString()) ? one : two;
    }

    private void isShownTo(Town.Person worker, JobId job) {
        await().until(() -> roster.waiting(worker).equals(List.of(job.toString())));
    }

    private void at(Town.Person worker, double latitude, double longitude) {
        town().send(
                        "PUT",
                        worker,
                        "/api/worker/position",
                        Map.of("place", Map.of("latitude", latitude, "longitude", longitude)),
                        null);
    }

    private Town.Answer desk(JobId job, String step, Object body) {
        return town().exchange("POST", lead, "/api/station/jobs/" + job + "/" + step, body, null);
    }

    private static void refuses(Town.Answer answer, String code) {
        assertThat(answer.code()).isEqualTo(code);
    }
}
