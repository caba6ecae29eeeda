package community.doorstep.checkout;

import static community.doorstep.checkout.PaidLunches.wanted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.Town.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;

class CashApiTests extends ApiTest {

    private PaidLunches lunches;
    private Town.Person elder;
    private Town.Person worker;
    private Town.Person lead;
    private String first;
    private String second;

    @BeforeEach
    void twoLunchesToPayAtTheDoor() {
        lunches = new PaidLunches(town(), "AT_DOOR", WECHAT, port);
        elder = town().resident("何奶奶", "1944-03-01");
        worker = town().staff("老王", "WORKER", "COUNTER");
        lead = town().staff("站长", "STATION_LEAD");
        first = lunches.booked(elder);
        second = lunches.booked(elder);
    }

    @Test
    void cashForTwoIsCountedOnceIntoTheWorkersHandAndTheElderHasAReceipt() {
        Answer taken = lunches.post(worker, "/api/station/cash", wanted(first, second));

        assertThat(taken.status()).isEqualTo(201);
        assertThat(taken.body().get("amountFen").asLong()).isEqualTo(3000);
        assertThat(lunches.post(worker, "/api/station/cash", wanted(first)).code())
                .isEqualTo("already-paid");
        assertThat(held(worker)).isEqualTo(3000);
        String paper =
                paper(elder, "/api/payments/" + taken.body().get("paymentId").asString() + "/receipt");
        assertThat(paper).contains("收据", "长者午餐\t15.00 元", "合计：30.00 元", "方式：现金");
        await().until(() ->
                !town().get(elder, "/api/bookings/" + first).get("paidAt").isNull());
    }

    @Test
    void whatIsTakenTwiceAtTheSameMomentIsCountedOnce() {
        List<Integer> statuses = IntStream.range(0, 6)
                .mapToObj(tap -> CompletableFuture.supplyAsync(() ->
                        lunches.post(worker, "/api/station/cash", wanted(first)).status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsOnlyOnce(201);
        assertThat(held(worker)).isEqualTo(1500);
    }

    @Test
    void theStationConfirmsWhatTheWorkerHandsIn() {
        lunches.post(worker, "/api/station/cash", wanted(first, second));
        JsonNode offered = lunches.post(worker, "/api/worker/cash/handovers", Map.of("stationId", town().stationId))
                .body();
        assertThat(offered.get("amountFen").asLong()).isEqualTo(3000);
        assertThat(lunches.post(worker, "/api/worker/cash/handovers", Map.of("stationId", town().stationId))
                        .code())
                .isEqualTo("handover-open");
        assertThat(holders()).isEqualTo(3000);
        String address = "/api/station/cash/handovers/" + offered.get("id").asString();

        List<Integer> statuses = IntStream.range(0, 5)
                .mapToObj(tap -> CompletableFuture.supplyAsync(() ->
                        lunches.post(lead, address + "/confirmation", null).status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsOnlyOnce(200);
        assertThat(held(worker)).isZero();
        assertThat(booked("till-" + town().stationId)).isEqualTo(3000);
        assertThat(lunches.post(worker, "/api/worker/cash/handovers", Map.of("stationId", town().stationId))
                        .code())
                .isEqualTo("cash-none");
        assertThat(lunches.post(lead, address + "/refusal", Map.of("reason", "少了"))
                        .code())
                .isEqualTo("handover-decided");
    }

    @Test
    void financeTakesInWhatAWorkerCountsOut() {
        lunches.post(worker, "/api/station/cash", wanted(first));
        Map<String, Object> counted = Map.of("stationId", town().stationId, "amountFen", 1000);
        String address = "/api/station/workers/" + worker.id() + "/cash";

        Answer left = lunches.post(town().staff("孙丽", "FINANCE"), address, counted);

        assertThat(left.body().path("cashFen").asLong())
                .as(left.body().toString())
                .isEqualTo(500);
        assertThat(held(worker)).isEqualTo(500);
    }

    @Test
    void whatWasNotSoMuchIsRefusedAndStaysInHand() {
        lunches.post(worker, "/api/station/cash", wanted(first));
        String id = lunches.post(worker, "/api/worker/cash/handovers", Map.of("stationId", town().stationId))
                .body()
                .get("id")
                .asString();

        Answer refused =
                lunches.post(lead, "/api/station/cash/handovers/" + id + "/refusal", Map.of("reason", "少 5 元"));

        assertThat(refused.body().get("state").asString()).isEqualTo("REFUSED");
        assertThat(held(worker)).isEqualTo(1500);
        assertThat(town().get(lead, "/api/station/cash/handovers")
                        .at("/items/0/reason")
                        .asString())
                .isEqualTo("少 5 元");
    }

    @Test
    void nobodyConfirmsTheirOwnAndAnotherCommunitysIsUnknown() {
        lunches.post(lead, "/api/station/cash", wanted(first));
        String id = lunches.post(lead, "/api/station/cash/handovers", Map.of("stationId", town().stationId))
                .body()
                .get("id")
                .asString();
        Town elsewhere = new Town(api(), WECHAT);
        String address = "/api/station/cash/handovers/" + id + "/confirmation";

        assertThat(lunches.post(lead, address, null).code()).isEqualTo("handover-own");
        assertThat(lunches.post(elsewhere.staff("站长", "STATION_LEAD"), address, null)
                        .code())
                .isEqualTo("handover-unknown");
        assertThat(lunches.post(worker, address, null).code()).isEqualTo("role-missing");
        assertThat(lunches.post(worker, "/api/worker/cash/handovers", Map.of("stationId", elsewhere.stationId))
                        .code())
                .isEqualTo("station-unknown");
    }

    @Test
    void cashGoesBackOverTheCounterOnce() {
        lunches.post(worker, "/api/station/cash", wanted(first));
        await().until(() ->
                !town().get(elder, "/api/bookings/" + first).get("paidAt").isNull());
        town().post(elder, "/api/bookings/" + first + "/cancellation", null);

        assertThat(town().get(lead, "/api/station/cash/refunds")
                        .at("/0/amountFen")
                        .asLong())
                .isEqualTo(1500);
        Map<String, Object> wanted = Map.of("reference", first);
        assertThat(lunches.post(lead, "/api/station/cash/refunds", wanted)
                        .body()
                        .get("amountFen")
                        .asLong())
                .isEqualTo(1500);
        assertThat(lunches.post(lead, "/api/station/cash/refunds", wanted)
                        .body()
                        .get("amountFen")
                        .asLong())
                .isZero();
        assertThat(booked("cash-" + lead.id())).isEqualTo(-1500);
        assertThat(booked("residents")).isZero();
    }

    @Test
    void anothersReceiptIsUnknown() {
        Town.Person stranger = town().resident("李四", "1980-01-01");
        String payment = lunches.post(worker, "/api/station/cash", wanted(first))
                .body()
                .get("paymentId")
                .asString();

        Answer answer = town().exchange("GET", stranger, "/api/payments/" + payment, null, null);
        assertThat(answer.code()).isEqualTo("receipt-unknown");
        assertThat(paper(lead, "/api/station/payments/" + payment + "/receipt")).contains("合计：15.00 元");
    }

    private long held(Town.Person person) {
        return town().get(person, "/api/worker/cash").at("/0/balanceFen").asLong();
    }

    private long holders() {
        return town().get(lead, "/api/station/cash/holders").at("/0/balanceFen").asLong();
    }

    private long booked(String account) {
        return database.sql("""
            SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM ledger_entry
            WHERE community_id = :community AND account = :account
            """)
                .bind("community", java.util.UUID.fromString(town().communityId))
                .bind("account", account)
                .map(row -> row.get("fen", Long.class))
                .one()
                .block();
    }

    private String paper(Town.Person caller, String address) {
        return api().get()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .accept(MediaType.TEXT_PLAIN)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
