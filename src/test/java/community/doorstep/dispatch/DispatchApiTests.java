package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

class DispatchApiTests extends ApiTest {

    @Autowired
    private Jobs jobs;

    @Autowired
    private TransactionalOperator transaction;

    private Roster roster;
    private Town.Person resident;

    @BeforeEach
    void people() {
        roster = new Roster(town(), jobs, transaction, CLOCK);
        resident = town().resident("李奶奶", "1942-04-01");
    }

    @Test
    void aJobGoesItsWayAndEveryHopIsKept() {
        Town.Person wang = roster.worker("王建国", "TAP");
        Town.Person operator = town().staff("小周", "OPERATOR");
        JobId job = roster.post(resident, "TAP");

        JsonNode lists = town().get(wang, "/api/worker/jobs");
        assertThat(lists.at("/waiting/0/id").asString()).isEqualTo(job.toString());
        assertThat(lists.toString()).doesNotContain("望江街 3 栋", resident.phone(), "26.58765");

        JsonNode claimed = roster.claim(wang, job).body();
        assertThat(claimed.get("state").asString()).isEqualTo("ACCEPTED");
        assertThat(claimed.get("address").asString()).isEqualTo("望江街 3 栋 2 单元 501");
        assertThat(claimed.toString()).as("they speak through the station").doesNotContain(resident.phone());
        assertThat(resident.phone()).endsWith(claimed.get("phoneEnd").asString());
        assertThat(claimed.get("stationPhone").asString())
                .isEqualTo(town().get(null, "/api/stations/" + town().stationId)
                        .get("phone")
                        .asString());
        assertThat(town().get(wang, "/api/worker/jobs").at("/mine/0/note").asString())
                .isEqualTo("厨房水龙头滴水");

        assertThat(roster.arrive(wang, job).body().get("state").asString()).isEqualTo("ARRIVED");
        JsonNode done = roster.complete(wang, job).body();
        assertThat(done.get("state").asString()).isEqualTo("DONE");
        assertThat(done.has("address")).isFalse();

        JsonNode history = town().get(operator, "/api/station/jobs/" + job + "/history");
        assertThat(history.get("hops").valueStream().map(hop -> hop.get("kind").asString()))
                .containsExactly("POSTED", "ACCEPTED", "ARRIVED", "DONE");
        assertThat(history.at("/hops/3/cause").asString()).isEqualTo("换了垫圈");
        assertThat(history.at("/hops/1/actor/name").asString()).isEqualTo("王建国");
    }

    @Test
    void ofTwoHundredClaimsAtOnceExactlyOneWins() {
        List<Town.Person> workers = Flux.range(0, 200)
                .flatMap(i -> atOnce(() -> roster.worker("工" + i, "TAP")), 16)
                .collectList()
                .block();
        JobId job = roster.post(resident, "TAP");

        List<Town.Answer> answers = Flux.fromIterable(workers)
                .flatMap(worker -> atOnce(() -> roster.claim(worker, job)), 200)
                .collectList()
                .block();

        assertThat(answers).hasSize(200);
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allMatch(answer -> answer.status() == 409 && answer.code().equals("job-taken"));
        Town.Person lead = town().staff("站长", "STATION_LEAD");
        JsonNode hops =
                town().get(lead, "/api/station/jobs/" + job + "/history").get("hops");
        assertThat(hops.valueStream().map(hop -> hop.get("kind").asString())).containsExactly("POSTED", "ACCEPTED");
    }

    private static <T> Mono<T> atOnce(Callable<T> call) {
        return Mono.fromCallable(call).subscribeOn(Schedulers.boundedElastic());
    }

    @Test
    void aWorkerHoldsOneJobHoweverManyAreClaimedAtOnce() {
        Town.Person wang = roster.worker("王建国", "TAP");
        List<JobId> posted = Flux.range(0, 20)
                .map(i -> roster.post(resident, "TAP"))
                .collectList()
                .block();

        List<Town.Answer> answers = Flux.fromIterable(posted)
                .flatMap(job -> atOnce(() -> roster.claim(wang, job)), 20)
                .collectList()
                .block();

        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allMatch(answer -> answer.code().equals("already-busy"));
    }

    @Test
    void claimsThatComeTogetherEachGetTheirOwnDoorAndOnlyTheirs() {
        List<Work> works = Flux.range(0, 40)
                .map(i -> new Work(
                        roster.worker("工" + i, "TAP"),
                        "望江街 " + i + " 号",
                        roster.postAt(resident, "TAP", "望江街 " + i + " 号")))
                .collectList()
                .block();

        List<Town.Answer> answers = Flux.fromIterable(works)
                .flatMapSequential(work -> atOnce(() -> roster.claim(work.worker(), work.job())), 40)
                .collectList()
                .block();

        for (int i = 0; i < works.size(); i++) {
            JsonNode held = answers.get(i).body();
            assertThat(held.get("id").asString()).isEqualTo(works.get(i).job().toString());
            assertThat(held.get("address").asString()).isEqualTo(works.get(i).address());
            assertThat(town().get(works.get(i).worker(), "/api/worker/jobs")
                            .at("/mine/0/address")
                            .asString())
                    .isEqualTo(works.get(i).address());
        }
    }

    private record Work(Town.Person worker, String address, JobId job) {}

    @Test
    void theSameStepAgainGetsTheSameAnswer() {
        Town.Person wang = roster.worker("王建国", "TAP");
        JobId job = roster.post(resident, "TAP");

        assertThat(roster.claim(wang, job)).isEqualTo(roster.claim(wang, job));
        assertThat(roster.giveBack(wang, job)).isEqualTo(roster.giveBack(wang, job));
        assertThat(roster.claim(wang, job).status()).isEqualTo(200);
        assertThat(roster.arrive(wang, job)).isEqualTo(roster.arrive(wang, job));
        assertThat(roster.complete(wang, job)).isEqualTo(roster.complete(wang, job));
        assertThat(roster.complete(wang, job).body().get("version").asLong()).isEqualTo(6);
    }

    @Test
    void eachWrongStepHasItsOwnRefusalAndChangesNothing() {
        Town.Person wang = roster.worker("王建国", "TAP");
        Town.Person li = roster.worker("李强", "TAP");
        Town.Person locks = roster.worker("锁匠", "LOCK");
        Town.Person home = roster.offDuty("休息", "TAP");
        JobId job = roster.post(resident, "TAP");

        refuses(roster.claim(home, job), 409, "off-duty");
        refuses(roster.claim(locks, job), 403, "skill-missing");
        refuses(roster.claim(wang, new JobId(Ids.next())), 404, "job-unknown");
        refuses(roster.arrive(wang, job), 409, "job-not-accepted");
        assertThat(roster.claim(wang, job).status()).isEqualTo(200);
        refuses(roster.claim(li, job), 409, "job-taken");
        refuses(roster.giveBack(li, job), 409, "not-yours");
        refuses(roster.arrive(li, job), 409, "not-yours");
        refuses(roster.complete(wang, job), 409, "not-arrived");
        refuses(roster.claim(wang, roster.post(resident, "TAP")), 409, "already-busy");
        roster.cancel(job);
        refuses(roster.arrive(wang, job), 409, "job-cancelled");
        refuses(roster.claim(li, job), 409, "job-cancelled");
        assertThat(town().get(wang, "/api/worker/jobs").get("mine").isEmpty()).isTrue();
        Map<String, Object> moon = Map.of("onDuty", true, "position", Map.of("latitude", 384400, "longitude", 0));
        assertThat(town().exchange("PUT", wang, "/api/worker/shift", moon, null).code())
                .isEqualTo("invalid-fields");
        Town.Person fresh = town().staff("新来", "WORKER");
        assertThat(town().exchange("PUT", fresh, "/api/worker/shift", Map.of("onDuty", true), null)
                        .code())
                .isEqualTo("station-missing");
    }

    @Test
    void anotherTownsStaffAndJobsAreNobodysBusiness() {
        JobId job = roster.post(resident, "TAP");
        Town other = new Town(api(), WECHAT);
        Town.Person lead = other.staff("外站长", "STATION_LEAD");
        Town.Person foreigner = new Roster(other, jobs, transaction, CLOCK).worker("外人", "TAP");

        refuses(roster.claim(foreigner, job), 404, "job-unknown");
        assertThat(other.exchange("GET", lead, "/api/station/jobs/" + job + "/history", null, null)
                        .code())
                .isEqualTo("job-unknown");
        assertThat(other.get(lead, "/api/station/queue").get("jobs").isEmpty()).isTrue();
        assertThat(other.get(lead, "/api/station/queue").get("onDuty").size()).isEqualTo(1);
        assertThat(town().exchange(
                                "PUT",
                                foreigner,
                                "/api/worker/shift",
                                Map.of("onDuty", true, "stationId", town().stationId),
                                null)
                        .code())
                .isEqualTo("role-missing");
        assertThat(town().exchange("GET", resident, "/api/worker/jobs", null, null)
                        .code())
                .isEqualTo("role-missing");
    }

    @Test
    void postingTwiceMakesOneJobAndCancellingTwiceOneHop() {
        JobId job = roster.post(resident, "TAP");
        NewJob again = new NewJob(
                job,
                community.doorstep.shared.CommunityId.of(town().communityId),
                community.doorstep.shared.StationId.of(town().stationId),
                community.doorstep.shared.PersonId.of(resident.id()),
                community.doorstep.shared.PersonId.of(resident.id()),
                "LOCK",
                "修锁",
                Need.DANGER,
                JobFixture.aCard(JobState.WAITING, null, 1).near(),
                new Door("", ""),
                CLOCK.instant(),
                CLOCK.instant());
        jobs.post(again).as(transaction::transactional).block();
        roster.cancel(job);
        roster.cancel(job);

        Town.Person lead = town().staff("站长", "STATION_LEAD");
        JsonNode hops =
                town().get(lead, "/api/station/jobs/" + job + "/history").get("hops");
        assertThat(hops.valueStream().map(hop -> hop.get("kind").asString())).containsExactly("POSTED", "CANCELLED");
    }

    @Test
    void whatIsBookedForLaterOpensShortlyBefore() {
        Town.Person wang = roster.worker("王建国", "TAP");
        JobId job = roster.post(resident, "TAP", CLOCK.instant().plus(Duration.ofHours(3)));
        refuses(roster.claim(wang, job), 404, "job-unknown");
        assertThat(town().get(wang, "/api/worker/jobs").get("waiting").isEmpty())
                .isTrue();

        CLOCK.advance(Duration.ofMinutes(151));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> town().get(wang, "/api/worker/jobs")
                        .at("/waiting/0/id")
                        .asString()
                        .equals(job.toString()));
        assertThat(roster.claim(wang, job).status()).isEqualTo(200);
    }

    @Test
    void hopsCannotBeRewritten() {
        JobId job = roster.post(resident, "TAP");

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> database.sql("UPDATE job_event SET cause = 'x' WHERE job_id = :job")
                                .bind("job", UUID.fromString(job.toString()))
                                .then()
                                .block())
                .hasMessageContaining("permission denied");
    }

    private static void refuses(Town.Answer answer, int status, String code) {
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }
}
