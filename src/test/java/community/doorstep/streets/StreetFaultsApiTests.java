package community.doorstep.streets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.repair.RepairsInTown;
import community.doorstep.wechat.simulator.SimulatedChecks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A dead lamp: reported by anybody, seen by all, put right, and paid by the governance fund. */
class StreetFaultsApiTests extends ApiTest {

    private RepairsInTown repairs;
    private Town.Person resident;
    private Town.Person worker;
    private double latitude;

    @BeforeEach
    void aStreetOfItsOwn() {
        repairs = new RepairsInTown(town(), 1000L);
        resident = town().resident("李娜", "1985-04-01");
        worker = repairs.worker("王建国", "STREET");
        latitude = 20 + Math.floorMod(System.nanoTime(), 40_000_000L) / 1e6;
        database.sql("UPDATE station SET latitude = :latitude WHERE id = :id")
                .bind("latitude", latitude)
                .bind("id", java.util.UUID.fromString(town().stationId))
                .then()
                .block();
    }

    @Test
    void aLampIsReportedDispatchedPutRightAndPaid() {
        budget(10_000);
        price(4_500);
        String fault = report(resident, "LAMP", 0).get("id").asString();
        assertThat(photo(resident, fault)).isEqualTo(201);
        assertThat(photo(town().resident("生人", "1990-01-01"), fault)).isEqualTo(404);
        assertThat(seen(fault).get("state").asString()).isEqualTo("REPORTED");

        repairs.claimed(worker, fault);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> seen(fault).get("state").asString().equals("UNDER_WAY"));
        String picture = town().get(worker, "/api/worker/street-faults/" + fault + "/photos")
                .at("/0")
                .asString();
        assertThat(picture).isNotBlank();
        repairs.completed(worker, fault);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> seen(fault).get("state").asString().equals("FIXED"));
        JsonNode done = seen(fault);
        assertThat(done.get("costFen").asLong()).isEqualTo(4_500);
        assertThat(done.get("paidBy").asString()).isEqualTo("governance");
        assertThat(spent()).isEqualTo(4_500);
        assertThat(booked(fault)).isEqualTo(4_500);
        assertThat(done.toString()).as("never who reported it").doesNotContain(resident.id(), "李娜");
    }

    @Test
    void whatStaffRefuseIsSeenByNobodyNotEvenByWhoGoesThere() {
        WECHAT.events().deliverTo("http://127.0.0.1:" + port);
        Map<String, Object> place = Map.of("latitude", latitude, "longitude", 101.7184);
        Map<String, Object> said = Map.of("kind", "LAMP", "place", place, "words", "来赌博");
        String fault = town().made(resident, "/api/street-faults", said);
        assertThat(photo(resident, fault)).isEqualTo(201);
        repairs.claimed(worker, fault);
        String photos = "/street-faults/" + fault + "/photos";
        assertThat(town().get(worker, "/api/worker" + photos))
                .as("needed for the work")
                .hasSize(1);
        assertThat(town().get(town().admin, "/api/admin" + photos))
                .as("not looked at")
                .isEmpty();
        assertThat(held()).contains("来赌博");
        SimulatedChecks.Looked looked = looked(fault);
        assertThat(looked.status()).isEqualTo(200);

        WECHAT.checks().tell(looked.traceId(), "risky");
        await().atMost(Duration.ofSeconds(20)).until(() -> refuseAll() == 2);

        await().atMost(Duration.ofSeconds(20)).until(() -> !held().contains("来赌博"));
        assertThat(town().get(worker, "/api/worker" + photos)).isEmpty();
        assertThat(town().get(town().admin, "/api/admin" + photos)).isEmpty();
    }

    private String held() {
        return town().get(worker, "/api/worker/jobs").toString();
    }

    private SimulatedChecks.Looked looked(String fault) {
        String trace = await().atMost(Duration.ofSeconds(20)).until(() -> trace(fault), found -> !found.isEmpty());
        return WECHAT.checks().looked().stream()
                .filter(one -> one.traceId().equals(trace))
                .findFirst()
                .orElseThrow();
    }

    private String trace(String fault) {
        return database.sql("SELECT coalesce(max(trace_id), '') AS trace FROM screening WHERE subject_id = :id")
                .bind("id", java.util.UUID.fromString(fault))
                .map(row -> row.get("trace", String.class))
                .one()
                .block();
    }

    /** Refuses what is in the queue once both are there. */
    private int refuseAll() {
        JsonNode queue = town().get(town().admin, "/api/admin/screenings").get("items");
        if (queue.size() == 2) {
            queue.forEach(one -> town().exchange(
                            "POST",
                            town().admin,
                            "/api/admin/screenings/" + one.get("id").asString() + "/decision",
                            Map.of("shown", false),
                            null));
        }
        return queue.size();
    }

    @Test
    void duplicatesNearbyAreOne() {
        JsonNode first = report(resident, "LAMP", 0);
        JsonNode again = report(resident, "LAMP", 5);
        JsonNode neighbours = report(town().resident("邻居", "1990-01-01"), "LAMP", 20);
        JsonNode bench = report(resident, "BENCH", 0);
        JsonNode farther = report(resident, "LAMP", 80);

        assertThat(again.get("id")).isEqualTo(first.get("id"));
        assertThat(again.get("reports").asInt()).as("each person counts once").isEqualTo(1);
        assertThat(neighbours.get("id")).isEqualTo(first.get("id"));
        assertThat(neighbours.get("reports").asInt()).isEqualTo(2);
        assertThat(List.of(bench.get("id"), farther.get("id"))).doesNotContain(first.get("id"));
        assertThat(progress()).hasSize(3);
    }

    @Test
    void manyAtOnceMakeOneJob() throws Exception {
        List<Callable<String>> reports = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Town.Person person = town().resident("居民" + i, "1990-01-01");
            int metres = i;
            reports.add(() -> report(person, "DRAIN", metres).get("id").asString());
        }
        ExecutorService together = Executors.newFixedThreadPool(8);
        List<String> faults = new ArrayList<>();
        for (Future<String> fault : together.invokeAll(reports)) {
            faults.add(fault.get());
        }
        together.shutdown();

        assertThat(faults.stream().distinct()).hasSize(1);
        assertThat(seen(faults.get(0)).get("reports").asInt()).isEqualTo(8);
        repairs.waits(worker, faults.get(0));
        assertThat(town().get(worker, "/api/worker/jobs").get("waiting")).hasSize(1);
    }

    @Test
    void whatNoBudgetCanPayIsPaidLater() {
        price(4_500);
        budget(4_000);
        String fault = report(resident, "LAMP", 0).get("id").asString();
        repairs.claimed(worker, fault);
        repairs.completed(worker, fault);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> seen(fault).get("costFen").asLong() == 4_500);
        assertThat(seen(fault).get("paidBy").isNull()).isTrue();
        String funding = "/api/admin/street-faults/" + fault + "/funding";
        assertThat(town().exchange("POST", town().admin, funding, null, null).code())
                .isEqualTo("budget-exhausted");

        budget(5_000);
        town().send("POST", town().admin, funding, null, null);
        town().send("POST", town().admin, funding, null, null);

        assertThat(seen(fault).get("paidBy").asString()).isEqualTo("governance");
        assertThat(spent()).isEqualTo(4_500);
    }

    @Test
    void anAdminDismissesWhatIsNoneAndNobodyGoes() {
        String fault = report(resident, "BENCH", 0).get("id").asString();
        repairs.waits(worker, fault);
        String dismissal = "/api/admin/street-faults/" + fault + "/dismissal";
        Map<String, Object> reason = Map.of("reason", "不是公共设施");
        assertThat(town().exchange("POST", town().staff("财务", "FINANCE"), dismissal, reason, null)
                        .code())
                .isEqualTo("role-missing");

        town().send("POST", town().admin, dismissal, reason, null);

        assertThat(seen(fault).get("state").asString()).isEqualTo("DISMISSED");
        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        town().get(worker, "/api/worker/jobs").get("waiting").isEmpty());
    }

    @Test
    void aPlaceThatNobodyServesIsRefused() {
        Map<String, Object> sea = Map.of("kind", "LAMP", "place", Map.of("latitude", -48.8, "longitude", -123.4));

        assertThat(town().exchange("POST", resident, "/api/street-faults", sea, RepairsInTown.key())
                        .code())
                .isEqualTo("place-not-served");
    }

    private JsonNode report(Town.Person person, String kind, double metresNorth) {
        Map<String, Object> place = Map.of("latitude", latitude + metresNorth / 111_195, "longitude", 101.7184);
        return town().post(person, "/api/street-faults", Map.of("kind", kind, "place", place, "words", "3 栋门口"));
    }

    private JsonNode progress() {
        return town().get(null, "/api/communities/" + town().communityId + "/street-faults")
                .get("items");
    }

    private JsonNode seen(String fault) {
        return progress()
                .valueStream()
                .filter(one -> one.get("id").asString().equals(fault))
                .findFirst()
                .orElseThrow();
    }

    private void price(long fen) {
        town().send(
                        "PUT",
                        town().admin,
                        "/api/admin/street-prices",
                        Map.of("communityId", town().communityId, "kind", "LAMP", "priceFen", fen),
                        null);
    }

    private void budget(long fen) {
        town().exchange(
                        "POST",
                        town().admin,
                        "/api/admin/funds",
                        Map.of(
                                "communityId", town().communityId,
                                "code", "governance",
                                "kind", "GOVERNANCE",
                                "nameZh", "社区治理专项资金",
                                "nameEn", "governance fund"),
                        RepairsInTown.key());
        town().post(
                        town().admin,
                        "/api/admin/budgets",
                        Map.of(
                                "communityId", town().communityId,
                                "fund", "governance",
                                "purpose", "ANY",
                                "periodStart", "2020-01-01",
                                "periodEnd", "2099-12-31",
                                "amountFen", fen));
    }

    private long spent() {
        return number(
                "SELECT coalesce(sum(spent_fen), 0)::bigint AS n FROM budget WHERE community_id = :id",
                town().communityId);
    }

    private long booked(String fault) {
        return number(
                "SELECT sum(amount_fen)::bigint AS n FROM ledger_entry JOIN ledger_transfer AS transfer"
                        + " ON transfer.id = transfer_id WHERE source_id = :id AND account = 'street-works'",
                fault);
    }

    private long number(String sql, String id) {
        return database.sql(sql)
                .bind("id", java.util.UUID.fromString(id))
                .map(row -> row.get("n", Long.class))
                .one()
                .block();
    }

    private int photo(Town.Person person, String fault) {
        return town().photo(person, "/api/street-faults/" + fault + "/photos").status();
    }
}
