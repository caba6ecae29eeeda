package community.doorstep.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is asked when somebody calls, what the worker learns, and what the house remembers. */
class RepairCallsApiTests extends ApiTest {

    private final JsonMapper json = JsonMapper.builder().build();
    private RepairsInTown repairs;
    private Town.Person elder;
    private Town.Person worker;

    @BeforeEach
    void station() {
        WECHAT.events().deliverTo("http://127.0.0.1:" + port);
        repairs = new RepairsInTown(town(), 1000L);
        elder = town().resident("李奶奶", "1942-04-01");
        worker = repairs.worker("王建国", "TAP", "POWER", "DRAIN");
    }

    @Test
    void dangerComesFirst() {
        String drip = repairs.booked(elder, RepairsInTown.details("TAP", "501"));
        String sparks = repairs.booked(elder, RepairsInTown.details("POWER", "501", "SPARKS_OR_SMELL"));
        repairs.waits(worker, drip);

        assertThat(repairs.waits(worker, sparks).get("danger").asBoolean()).isTrue();
        assertThat(town().get(worker, "/api/worker/jobs").at("/waiting/0/id").asString())
                .isEqualTo(sparks);
        assertThat(refused(RepairsInTown.details("TAP", "501", "SPARKS_OR_SMELL")))
                .isEqualTo("answers");
    }

    @Test
    void whatMayNotWaitComesFirstOfWhatIsPromisedForTheSameMinute() {
        String drip = repairs.booked(elder, RepairsInTown.details("TAP", "501"));
        String running = repairs.booked(elder, RepairsInTown.details("DRAIN", "502", "BACKING_UP"));
        repairs.waits(worker, drip);
        assertThat(repairs.waits(worker, running).get("danger").asBoolean()).isFalse();
        promisedForTheSameMinute();

        assertThat(town().get(worker, "/api/worker/jobs").get("waiting").findValuesAsString("id"))
                .startsWith(running, drip);
    }

    @Test
    void anElderWhoLivesAloneComesBeforeOthersWhoArePromisedTheSameMinute() {
        Town.Person young = town().resident("张敏", "1990-05-01");
        Town.Person alone = town().resident("王奶奶", "1946-03-01");
        List.of(young, alone).forEach(this::livesAlone);
        String first = repairs.booked(elder, RepairsInTown.details("TAP", "501"));
        String second = repairs.booked(young, RepairsInTown.details("TAP", "502"));
        String third = repairs.booked(alone, RepairsInTown.details("TAP", "503"));
        List.of(first, second, third).forEach(job -> repairs.waits(worker, job));
        promisedForTheSameMinute();

        assertThat(town().get(worker, "/api/worker/jobs").get("waiting").findValuesAsString("id"))
                .containsExactly(third, first, second);
    }

    private void livesAlone(Town.Person person) {
        Map<String, Object> claim = Map.of("communityId", town().communityId, "kind", "LIVES_ALONE");
        String id = town().made(person, "/api/me/benefits", claim);
        Map<String, Object> decision = Map.of("accepted", true, "reason", "网格员已上门");
        town().post(town().admin, "/api/admin/benefit-claims/" + id + "/decision", decision);
    }

    private void promisedForTheSameMinute() {
        database.sql("UPDATE job SET promised_by = (SELECT min(promised_by) FROM job WHERE community_id = :community)"
                        + " WHERE community_id = :community")
                .bind("community", java.util.UUID.fromString(town().communityId))
                .then()
                .block();
    }

    @Test
    void questionsComeInTheLanguageAskedFor() {
        JsonNode chinese = town().get(elder, "/api/repairs/categories");
        JsonNode english = town().answered(
                        "GET", elder, "/api/repairs/categories", null, Map.of("Accept-Language", "en"))
                .body();

        assertThat(chinese.toString()).contains("水还在流吗");
        assertThat(english.toString()).contains("Is water still running?").doesNotContain("水");
    }

    @Test
    void aCommunitySaysWhichSkillAKindOfRepairWantsAndWhatItBeginsAt() {
        String rules = "/api/admin/communities/" + town().communityId + "/repair-categories";
        Map<String, Object> wanted = Map.of("skill", "PLUMBING", "firstPriceFen", 3000);
        assertThat(town().answered("PUT", worker, rules + "/TAP", wanted, Map.of("If-Match", "\"0\""))
                        .code())
                .isEqualTo("role-missing");
        assertThat(town().answered("PUT", town().admin, rules + "/TAP", wanted, Map.of("If-Match", "\"0\""))
                        .status())
                .isEqualTo(200);
        assertThat(town().answered("PUT", town().admin, rules + "/TAP", wanted, Map.of("If-Match", "\"0\""))
                        .code())
                .isEqualTo("version-changed");
        assertThat(town().answered("PUT", town().admin, rules + "/ROOF", wanted, Map.of("If-Match", "\"0\""))
                        .status())
                .isBetween(400, 404);
        assertThat(town().get(town().admin, rules)).hasSize(7);

        JsonNode shown = town().get(elder, "/api/repairs/categories?communityId=" + town().communityId);
        assertThat(shown.valueStream()
                        .filter(one -> one.get("code").asString().equals("TAP"))
                        .map(one -> one.get("firstPriceFen").asLong()))
                .containsExactly(3000L);
        assertThat(shown.at("/0/firstPriceFen").isNull()).isTrue();
        Town.Person plumber = repairs.worker("水师傅", "PLUMBING");
        String job = repairs.booked(elder, RepairsInTown.details("TAP", "501"));
        repairs.claimed(plumber, job);
        assertThat(town().get(worker, "/api/worker/jobs").get("waiting").toString())
                .doesNotContain(job);
    }

    @Test
    void codeAndAddressAreForTheHolderOnly() {
        String job = repairs.booked(elder, RepairsInTown.details("TAP", "501", "WATER_RUNNING"));
        Town.Person other = repairs.worker("小刘", "TAP");
        JsonNode card = repairs.waits(worker, job);
        assertThat(card.toString()).doesNotContain("2580", "501", "望江街");
        assertThat(code("GET", worker, "/api/worker/repairs/" + job)).isEqualTo("job-unknown");

        repairs.step(worker, job, "claim");
        JsonNode order = town().get(worker, "/api/worker/repairs/" + job);

        assertThat(order.get("entranceCode").asString()).isEqualTo("2580#");
        assertThat(audited(job)).isEqualTo("work-order-read");
        assertThat(order.get("address").asString()).isEqualTo("望江街 12 号院 3 栋 2 单元 501 室");
        assertThat(order.get("answers").toString()).contains("水还在流吗");
        assertThat(code("GET", other, "/api/worker/repairs/" + job)).isEqualTo("job-unknown");
        repairs.completed(worker, job);
        assertThat(code("GET", worker, "/api/worker/repairs/" + job)).isEqualTo("job-unknown");
    }

    @Test
    void photosOfTheFaultBeforeAndAfter() {
        String job = repairs.booked(elder, RepairsInTown.details("TAP", "501"));
        sent(elder, "/api/repairs/" + job + "/photos", 201);
        sent(town().resident("生人", "1990-01-01"), "/api/repairs/" + job + "/photos", 404);
        repairs.claimed(worker, job);
        JsonNode order = town().get(worker, "/api/worker/repairs/" + job);
        assertThat(order.at("/photos/0/stage").asString()).isEqualTo("FAULT");
        picture(
                worker,
                "/api/worker/repairs/" + job + "/photos/"
                        + order.at("/photos/0/id").asString(),
                200);

        repairs.step(worker, job, "arrival");
        sent(worker, "/api/worker/repairs/" + job + "/photos?stage=BEFORE", 201);
        sent(worker, "/api/worker/repairs/" + job + "/photos?stage=AFTER", 201);
        repairs.step(worker, job, "completion");

        await().until(() -> lookedAt(job) == 3);
        await().untilAsserted(() -> assertThat(town().get(elder, "/api/repairs/" + job)
                        .get("photos")
                        .valueStream()
                        .map(photo -> photo.get("stage").asString()))
                .as("once they were looked at")
                .containsExactly("FAULT", "BEFORE", "AFTER"));
        JsonNode seen = town().get(elder, "/api/repairs/" + job);
        String after = seen.at("/photos/2/id").asString();
        picture(elder, "/api/repairs/" + job + "/photos/" + after, 200);
        picture(town().resident("生人", "1990-01-01"), "/api/repairs/" + job + "/photos/" + after, 404);
        sent(worker, "/api/worker/repairs/" + job + "/photos?stage=AFTER", 404);
        done(elder, job);
        sent(elder, "/api/repairs/" + job + "/photos", 409);
    }

    /** WeChat finds nothing wrong with what it was asked to look at; how many pictures that were. */
    private int lookedAt(String job) {
        List<String> traces = database.sql(
                        "SELECT trace_id FROM screening WHERE subject_id = :id AND trace_id IS NOT NULL")
                .bind("id", UUID.fromString(job))
                .map(row -> row.get("trace_id", String.class))
                .all()
                .collectList()
                .block();
        traces.forEach(trace -> WECHAT.checks().tell(trace, "pass"));
        return traces.size();
    }

    @Test
    void theSameFaultWithinThirtyDaysIsFreeAndGoesToTheSameWorker() {
        String first = repairs.repaired(elder, worker, RepairsInTown.details("TAP", "501"));
        Town.Person other = repairs.worker("小刘", "TAP");

        JsonNode visit = town().post(elder, "/api/repairs/" + first + "/warranty-visit", null);
        String second = visit.get("id").asString();

        assertThat(visit.get("warrantyOf").asString()).isEqualTo(first);
        repairs.inHand(worker, second);
        assertThat(town().get(other, "/api/worker/jobs").get("waiting")).isEmpty();
        assertThat(code("POST", elder, "/api/repairs/" + first + "/warranty-visit"))
                .isEqualTo("visit-under-way");
        assertThat(code("GET", elder, "/api/bookings/" + second))
                .as("no booking, no charge")
                .isEqualTo("booking-unknown");
        repairs.completed(worker, second);
        done(elder, second);
        assertThat(town().get(elder, "/api/repairs/" + second)
                        .get("underWarranty")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void offDutyTheVisitGoesOutToAllAndAfterThirtyDaysItIsNoWarranty() {
        String first = repairs.repaired(elder, worker, RepairsInTown.details("TAP", "501"));
        Town.Person other = repairs.worker("小刘", "TAP");
        repairs.duty(worker, false);

        String visit = town().made(elder, "/api/repairs/" + first + "/warranty-visit", null);
        repairs.waits(other, visit);
        town().post(elder, "/api/repairs/" + visit + "/cancellation", null);
        assertThat(code("POST", elder, "/api/repairs/" + first + "/cancellation"))
                .isEqualTo("not-a-warranty-visit");
        assertThat(code("POST", town().resident("生人", "1990-01-01"), "/api/repairs/" + first + "/warranty-visit"))
                .isEqualTo("repair-unknown");
        CLOCK.advance(Duration.ofDays(30));

        assertThat(code("POST", elder, "/api/repairs/" + first + "/warranty-visit"))
                .isEqualTo("warranty-over");
    }

    @Test
    void theOperatorKnowsWhoCallsAndRepeatsAnOldFaultInOneCall() {
        Town.Person operator = town().staff("小周", "OPERATOR");
        String first = repairs.repaired(elder, worker, RepairsInTown.details("TAP", "501"));
        String open = repairs.booked(elder, RepairsInTown.details("DRAIN", "501"));
        repairs.waits(worker, open);

        JsonNode card = town().post(operator, "/api/station/calls/caller", Map.of("phone", elder.phone()));
        assertThat(card.get("name").asString()).isEqualTo("李奶奶");
        assertThat(card.at("/addresses/0/flat").asString()).isEqualTo("501");
        assertThat(card.toString()).doesNotContain("2580", elder.phone());
        assertThat(card.at("/open/0/id").asString()).isEqualTo(open);
        assertThat(card.at("/past/0/id").asString()).isEqualTo(first);

        JsonNode visit = town().post(operator, "/api/station/calls/repeats", Map.of("callId", first));
        assertThat(visit.get("warranty").asBoolean()).isTrue();
        assertThat(visit.get("dueFen").asLong()).isZero();
        JsonNode booking = town().post(operator, "/api/station/calls/repeats", Map.of("callId", open));
        assertThat(booking.get("dueFen").asLong()).isEqualTo(1000);
        repairs.waits(worker, booking.get("id").asString());
        assertThat(town().answered(
                                "POST",
                                new Town(api(), WECHAT).staff("别处", "OPERATOR"),
                                "/api/station/calls/repeats",
                                Map.of("callId", first),
                                Map.of("Idempotency-Key", RepairsInTown.key()))
                        .code())
                .isEqualTo("repair-unknown");
    }

    @Test
    void aFaultThatComesBackInAFlatOrARiserIsFound() {
        for (String flat : List.of("301", "301", "401", "502")) {
            String job = repairs.booked(elder, RepairsInTown.details("DRAIN", flat));
            repairs.waits(worker, job);
        }
        String address = "/api/admin/repairs/recurrences?communityId=" + town().communityId;

        JsonNode found = town().get(town().admin, address);

        assertThat(found).hasSize(2);
        assertThat(found.at("/0/where").asString()).isEqualTo("RISER");
        assertThat(found.at("/0/place").asString()).isEqualTo("3 栋 2 单元 *01");
        assertThat(found.at("/0/times").asInt()).isEqualTo(3);
        assertThat(found.at("/1/place").asString()).isEqualTo("3 栋 2 单元 301 室");
        assertThat(code("GET", town().staff("财务", "FINANCE"), address)).isEqualTo("role-missing");
    }

    private String audited(String subject) {
        return database.sql("SELECT action FROM audit_entry WHERE subject_id = :id")
                .bind("id", java.util.UUID.fromString(subject))
                .map(row -> row.get("action", String.class))
                .one()
                .block();
    }

    private void done(Town.Person resident, String job) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> town().get(resident, "/api/repairs/" + job)
                        .get("state")
                        .asString()
                        .equals("DONE"));
    }

    private String refused(Map<String, Object> details) {
        Map<String, Object> wanted =
                Map.of("slotId", repairs.slotNow(), "beneficiaryId", elder.id(), "details", details);
        Town.Answer answer = town().exchange(
                        "POST", town().staff("小周", "OPERATOR"), "/api/station/calls", wanted, RepairsInTown.key());
        return answer.body().path("field").asString();
    }

    private String code(String method, Town.Person caller, String address) {
        return town().exchange(method, caller, address, null, RepairsInTown.key())
                .code();
    }

    private JsonNode sent(Town.Person caller, String address, int status) {
        Town.Answer answer = town().photo(caller, address);
        assertThat(answer.status()).isEqualTo(status);
        return answer.body();
    }

    private void picture(Town.Person caller, String address, int status) {
        api().get()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .exchange()
                .expectStatus()
                .isEqualTo(status);
    }
}
