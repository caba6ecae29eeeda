package community.doorstep.doormoney;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.Town.Answer;
import community.doorstep.dispatch.Door;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.Jobs;
import community.doorstep.dispatch.Need;
import community.doorstep.dispatch.NewJob;
import community.doorstep.dispatch.NewStop;
import community.doorstep.repair.RepairsInTown;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

/** What is due at a door: shown to who was sent there, taken once. */
class DoorMoneyTests extends ApiTest {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final GeoPoint PLACE = new GeoPoint(26.58765, 101.71842);

    @Autowired
    private Jobs jobs;

    @Autowired
    private TransactionalOperator transaction;

    private RepairsInTown repairs;
    private Town.Person granny;
    private Town.Person wang;
    private Town.Person lead;

    @BeforeEach
    void aRepairThatCostsTenYuan() {
        repairs = new RepairsInTown(town(), 1000);
        granny = town().resident("李奶奶", "1942-04-01");
        wang = repairs.worker("王建国", "TAP");
        lead = town().staff("站长", "STATION_LEAD");
    }

    @Test
    void theJobSaysWhatIsDueAndTheCashIsTakenOnce() {
        String job = atTheDoor(wang, granny, "501");
        JsonNode due = await().atMost(SOON).until(() -> mine(wang, job).at("/dues/0"), found -> !found.isMissingNode());
        assertThat(due.propertyNames()).containsExactlyInAnyOrder("door", "reference", "words", "amountFen");
        assertThat(due.get("words").asString()).isEqualTo("上门维修");
        assertThat(mine(wang, job).get("dueFen").asLong()).isEqualTo(1000);
        Town.Person li = repairs.worker("李强", "TAP");
        for (String address : List.of("/api/worker/cash", "/api/worker/payment-codes")) {
            Answer other = cash(li, address, key(), job);
            assertThat(other.status()).as(address).isEqualTo(404);
            assertThat(other.code()).isEqualTo("payable-unknown");
        }

        String key = key();
        Answer first = cash(wang, "/api/worker/cash", key, job);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.body().get("amountFen").asLong()).isEqualTo(1000);
        assertThat(cash(wang, "/api/worker/cash", key, job).body())
                .as("the phone sends it again")
                .isEqualTo(first.body());
        assertThat(cash(wang, "/api/worker/cash", key(), job).code())
                .as("a second phone")
                .isEqualTo("already-paid");
        assertThat(cash(wang, "/api/worker/payment-codes", key(), job).code()).isEqualTo("already-paid");
        await().atMost(SOON).until(() -> mine(wang, job).get("dues").isEmpty());
        await().atMost(SOON)
                .until(() -> !town().get(granny, "/api/bookings/" + job)
                        .get("paidAt")
                        .isNull());
        assertThat(mine(wang, job).get("dueFen").asLong()).isZero();
        assertThat(carried(wang)).isEqualTo(1000);
        assertThat(booked("residents")).isEqualTo(-1000);
        assertThat(town().get(lead, "/api/station/jobs/" + job + "/history").toString())
                .contains("DUE_CHANGED");
    }

    @Test
    void whatIsApprovedAtTheDoorIsAddedAndWhoPaidByPhoneOwesNothing() {
        String job = atTheDoor(wang, granny, "501");
        String hour = town().workItem("LABOUR", "加时半小时", "次", 2500);
        String offer = town().made(
                        wang,
                        "/api/worker/repairs/" + job + "/offers",
                        Map.of("lines", List.of(Map.of("itemId", hour, "quantity", 1))));
        assertThat(cash(wang, "/api/worker/cash", key(), offer).code())
                .as("nobody has said yes")
                .isEqualTo("payable-unknown");
        town().post(granny, "/api/repairs/" + job + "/offers/" + offer + "/approval", null);
        await().atMost(SOON).until(() -> mine(wang, job).get("dueFen").asLong() == 3500);

        WECHAT.callsBack("http://127.0.0.1:" + port);
        WECHAT.pay(number(town().post(granny, "/api/bookings/" + job + "/payment", null)));

        await().atMost(SOON).until(() -> mine(wang, job).get("dueFen").asLong() == 2500);
        assertThat(town().cashAtTheDoor(wang, offer).get("amountFen").asLong()).isEqualTo(2500);
        await().atMost(SOON).until(() -> mine(wang, job).get("dues").isEmpty());
        await().atMost(SOON)
                .until(() -> !town().get(granny, "/api/repairs/" + job + "/offers")
                        .at("/0/paidAt")
                        .isNull());
        assertThat(carried(wang)).isEqualTo(2500);
    }

    @Test
    void whatIsPaidByWechatInTheSameSecondIsNotAlsoTakenInCash() {
        WECHAT.callsBack("http://127.0.0.1:" + port);
        List<String> flats = List.of("101", "102", "103", "104");
        long inCash = 0;
        for (String flat : flats) {
            Town.Person worker = repairs.worker("师傅" + flat, "TAP");
            Town.Person resident = town().resident("住户" + flat, "1950-01-01");
            String job = atTheDoor(worker, resident, flat);
            String order = number(town().post(resident, "/api/bookings/" + job + "/payment", null));
            await().atMost(SOON).until(() -> mine(worker, job).get("dueFen").asLong() == 1000);

            CompletableFuture<Void> paying = CompletableFuture.runAsync(() -> WECHAT.pay(order));
            if (flat.equals("104")) {
                paying.join();
            }
            List<CompletableFuture<Answer>> taking = Stream.generate(
                            () -> CompletableFuture.supplyAsync(() -> cash(worker, "/api/worker/cash", key(), job)))
                    .limit(3)
                    .toList();
            List<Integer> statuses =
                    taking.stream().map(one -> one.join().status()).toList();
            paying.exceptionally(refused -> null).join();

            assertThat(statuses).isSubsetOf(201, 409);
            assertThat(statuses.stream().filter(status -> status == 201).count())
                    .isLessThanOrEqualTo(1);
            await().atMost(SOON)
                    .until(() -> !town().get(resident, "/api/bookings/" + job)
                            .get("paidAt")
                            .isNull());
            long taken = statuses.contains(201) ? 1000 : 0;
            assertThat(carried(worker)).isEqualTo(taken);
            inCash += taken;
            await().atMost(SOON).until(() -> mine(worker, job).get("dues").isEmpty());
        }
        long others = flats.size() * 1000L - inCash;
        assertThat(others).as("the last was paid before anybody took cash").isPositive();
        await().atMost(SOON)
                .until(() -> sum("SELECT count(*) AS fen FROM refund"
                                + " WHERE community_id = :community AND state = 'REQUESTED'")
                        == 0);
        CLOCK.advance(Duration.ofMinutes(2));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(booked("wechat"))
                        .as("what came twice went back")
                        .isEqualTo(others));
        assertThat(booked("residents")).isEqualTo(-1000L * flats.size());
    }

    @Test
    void eachDoorOfARunSaysItsOwnAndWhatIsCancelledIsNotDue() {
        String lunch = town().service("MEAL", "长者午餐", "AT_DOOR", null, null);
        town().publishPrices(Map.of(lunch, 1500L, repairs.service, 1000L));
        town().everyDay(lunch, 20);
        List<String> slots = town().slots(lunch);
        List<String> meals = new ArrayList<>();
        for (String slot : slots.subList(1, 4)) {
            String quote = town().post(granny, "/api/quotes", Map.of("serviceId", lunch, "slotId", slot))
                    .get("token")
                    .asString();
            meals.add(town().made(granny, "/api/bookings", Map.of("slotId", slot, "quote", quote)));
        }
        String run = run(meals);
        repairs.claimed(wang, run);
        await().atMost(SOON).until(() -> mine(wang, run).get("dueFen").asLong() == 4500);
        assertThat(mine(wang, run).get("dues").valueStream().map(due -> due.get("door")))
                .hasSize(3)
                .doesNotHaveDuplicates();

        town().post(granny, "/api/bookings/" + meals.get(0) + "/cancellation", null);
        assertThat(town().cashAtTheDoor(wang, meals.get(1)).get("amountFen").asLong())
                .isEqualTo(1500);

        await().atMost(SOON).until(() -> mine(wang, run).get("dueFen").asLong() == 1500);
        assertThat(mine(wang, run).at("/dues/0/door").asString()).isEqualTo(meals.get(2));
        assertThat(cash(wang, "/api/worker/cash", key(), meals.get(0)).code()).isEqualTo("booking-over");
    }

    @Test
    void whoeverScansTheCodePays() {
        WECHAT.callsBack("http://127.0.0.1:" + port);
        String job = atTheDoor(wang, granny, "501");
        await().atMost(SOON).until(() -> mine(wang, job).get("dueFen").asLong() == 1000);
        String token = cash(wang, "/api/worker/payment-codes", key(), job)
                .body()
                .get("token")
                .asString();
        byte[] picture = api().post()
                .uri("/api/payment-links/picture")
                .headers(headers -> headers.setBearerAuth(wang.token()))
                .bodyValue(Map.of("token", token))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        assertThat(picture).startsWith((byte) 0x89, (byte) 'P', (byte) 'N', (byte) 'G');
        Town.Person daughter = town().resident("李小红", "1972-03-01");

        WECHAT.pay(number(town().post(daughter, "/api/payment-links/payment", Map.of("token", token))));

        await().atMost(SOON).until(() -> mine(wang, job).get("dues").isEmpty());
        assertThat(cash(wang, "/api/worker/cash", key(), job).code()).isEqualTo("already-paid");
        assertThat(carried(wang)).isZero();
    }

    private String run(List<String> meals) {
        Instant now = CLOCK.instant();
        PersonId eats = PersonId.of(granny.id());
        List<NewStop> doors = meals.stream()
                .map(meal -> new NewStop(UUID.fromString(meal), eats, PLACE, new Door(meal, "")))
                .toList();
        NewJob run = new NewJob(
                        new JobId(Ids.next()),
                        CommunityId.of(town().communityId),
                        StationId.of(town().stationId),
                        eats,
                        eats,
                        "TAP",
                        "送餐",
                        Need.USUAL,
                        PLACE,
                        new Door(null, ""),
                        now,
                        now.plus(Duration.ofMinutes(40)))
                .with(doors);
        jobs.post(run).as(transaction::transactional).block(SOON);
        return run.id().toString();
    }

    private String atTheDoor(Town.Person worker, Town.Person resident, String flat) {
        String job = repairs.booked(resident, RepairsInTown.details("TAP", flat));
        repairs.claimed(worker, job);
        repairs.step(worker, job, "arrival");
        return job;
    }

    private JsonNode mine(Town.Person worker, String job) {
        return repairs.inHand(worker, job);
    }

    private Answer cash(Town.Person worker, String address, String key, String reference) {
        return town().exchange("POST", worker, address, Map.of("references", List.of(reference)), key);
    }

    private long carried(Town.Person worker) {
        return town().get(worker, "/api/worker/today").get("cashFen").asLong();
    }

    private long booked(String account) {
        return sum("SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM ledger_entry"
                + " WHERE community_id = :community AND account = '" + account + "'");
    }

    private long sum(String sql) {
        return database.sql(sql)
                .bind("community", UUID.fromString(town().communityId))
                .map(row -> row.get("fen", Long.class))
                .one()
                .block(SOON);
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private static String number(JsonNode request) {
        return request.get("payment").asString().replace("-", "");
    }
}
