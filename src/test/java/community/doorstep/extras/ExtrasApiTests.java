package community.doorstep.extras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.repair.RepairsInTown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Parts and labour at the door: offered by the item, approved by the resident's own people, paid; and the shelf. */
class ExtrasApiTests extends ApiTest {

    private RepairsInTown repairs;
    private Town.Person lead;
    private Town.Person worker;
    private Town.Person daughter;
    private String elder;
    private String washer;
    private String hour;
    private String job;

    @BeforeEach
    void atTheDoor() {
        repairs = new RepairsInTown(town(), 1000L);
        lead = town().staff("老王", "STATION_LEAD");
        worker = repairs.worker("王建国", "TAP");
        daughter = town().resident("李娜", "1985-04-01");
        elder = town().family(daughter, "李奶奶", "1942-04-01", "ELDER");
        washer = town().workItem("PART", "垫圈", "个", 300);
        hour = town().workItem("LABOUR", "加时半小时", "个", 2500);
        receive(5);
        job = booked();
        repairs.claimed(worker, job);
    }

    @Test
    void whatIsOfferedIsApprovedOnThePhoneAndPaid() {
        assertThat(code(worker, offers("worker"), offer(2, 1))).isEqualTo("not-arrived");
        repairs.step(worker, job, "arrival");
        JsonNode made = town().post(worker, offers("worker"), offer(2, 1));
        String id = made.get("id").asString();
        assertThat(made.get("totalFen").asLong()).isEqualTo(3100);
        assertThat(made.get("code").isNull())
                .as("the worker does not see the code")
                .isTrue();
        assertThat(onHand()).isEqualTo(3);
        assertThat(code(worker, offers("worker"), offer(1, 1))).isEqualTo("offer-open");
        assertThat(code(daughter, offers("") + "/" + id + "/payment", null)).isEqualTo("offer-not-approved");

        JsonNode approved = town().post(daughter, offers("") + "/" + id + "/approval", null);

        assertThat(approved.get("state").asString()).isEqualTo("APPROVED");
        assertThat(approved.get("approvedBy").asString()).isEqualTo("PHONE");
        assertThat(code(daughter, offers("") + "/" + id + "/refusal", null)).isEqualTo("offer-over");
        JsonNode order = town().post(daughter, offers("") + "/" + id + "/payment", null);
        assertThat(order.get("amountFen").asLong()).isEqualTo(3100);
        town().cashAtTheDoor(worker, id);
        assertThat(code(worker, "/api/worker/cash", Map.of("references", List.of(id))))
                .isEqualTo("already-paid");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !town().get(daughter, offers("")).at("/0/paidAt").isNull());
        assertThat(town().get(worker, offers("worker")).at("/0/paidAt").isNull())
                .isFalse();
    }

    @Test
    void nobodyElseApproves() {
        String id = made(1);
        Town.Person operator = town().staff("小周", "OPERATOR");
        Town.Person neighbour = town().resident("邻居", "1990-01-01");
        Town.Person other = repairs.worker("小刘", "TAP");

        for (Town.Person somebody : List.of(operator, neighbour, worker, lead, town().admin)) {
            assertThat(code(somebody, offers("") + "/" + id + "/approval", null))
                    .isEqualTo("offer-unknown");
        }
        assertThat(code(other, offers("worker") + "/" + id + "/approval", Map.of("code", "000000")))
                .isEqualTo("offer-unknown");
        assertThat(code(other, "/api/worker/cash", Map.of("references", List.of(id))))
                .isEqualTo("payable-unknown");
        assertThat(town().exchange("GET", neighbour, offers(""), null, null).code())
                .isEqualTo("repair-unknown");
        assertThat(town().get(other, offers("worker"))).isEmpty();
    }

    @Test
    void theCodeThatTheResidentReadsApprovesAndGuessingEnds() {
        String id = made(1);
        String right = town().get(daughter, offers("")).at("/0/code").asString();
        String wrong = right.equals("111111") ? "222222" : "111111";
        assertThat(right).matches("[0-9]{6}");
        assertThat(code(worker, offers("worker") + "/" + id + "/approval", Map.of("code", wrong)))
                .isEqualTo("offer-code-wrong");

        JsonNode approved = town().post(worker, offers("worker") + "/" + id + "/approval", Map.of("code", right));
        assertThat(approved.get("approvedBy").asString()).isEqualTo("CODE");

        String next = town().made(worker, offers("worker"), offer(1, 0));
        String code = town().get(daughter, offers("")).at("/1/code").asString();
        String guess = code.equals("111111") ? "222222" : "111111";
        for (int i = 0; i < 5; i++) {
            assertThat(code(worker, offers("worker") + "/" + next + "/approval", Map.of("code", guess)))
                    .isEqualTo("offer-code-wrong");
        }
        assertThat(code(worker, offers("worker") + "/" + next + "/approval", Map.of("code", code)))
                .isEqualTo("offer-code-blocked");
    }

    @Test
    void partsComeBackFromWhatCameToNothing() {
        String declined = made(2);
        town().post(daughter, offers("") + "/" + declined + "/refusal", null);
        assertThat(onHand()).isEqualTo(5);
        String withdrawn = town().made(worker, offers("worker"), offer(3, 0));
        town().post(worker, offers("worker") + "/" + withdrawn + "/withdrawal", null);
        assertThat(onHand()).isEqualTo(5);
        town().made(worker, offers("worker"), offer(4, 0));
        assertThat(onHand()).isEqualTo(1);

        repairs.step(worker, job, "completion");

        await().atMost(Duration.ofSeconds(10)).until(() -> onHand() == 5);
        assertThat(town().get(daughter, offers(""))
                        .valueStream()
                        .map(offer -> offer.get("state").asString()))
                .containsExactly("DECLINED", "WITHDRAWN", "WITHDRAWN");
        assertThat(movements().stream().mapToInt(Integer::intValue).sum()).isEqualTo(5);
        assertThat(movements()).containsExactlyInAnyOrder(5, -2, 2, -3, 3, -4, 4);
    }

    @Test
    void theShelfNeverGoesBelowZero() throws Exception {
        repairs.step(worker, job, "arrival");
        assertThat(code(worker, offers("worker"), offer(6, 1))).isEqualTo("parts-short");
        assertThat(onHand()).as("nothing is taken of an offer that was refused").isEqualTo(5);
        assertThat(code(worker, offers("worker"), offer(-1, 1))).isEqualTo("invalid-fields");
        assertThat(code(
                        lead,
                        "/api/station/stock/counts",
                        Map.of("stationId", town().stationId, "itemId", washer, "counted", -1)))
                .isEqualTo("invalid-fields");
        List<Callable<Integer>> takers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Town.Person taker = repairs.worker("师傅" + i, "TAP");
            String call = booked();
            repairs.claimed(taker, call);
            repairs.step(taker, call, "arrival");
            String address = "/api/worker/repairs/" + call + "/offers";
            takers.add(() -> town().exchange("POST", taker, address, offer(2, 0), RepairsInTown.key())
                    .status());
        }

        ExecutorService together = Executors.newFixedThreadPool(4);
        List<Integer> answers = new ArrayList<>();
        for (Future<Integer> answer : together.invokeAll(takers)) {
            answers.add(answer.get());
        }
        together.shutdown();

        assertThat(answers).containsExactlyInAnyOrder(201, 201, 409, 409);
        assertThat(onHand()).isEqualTo(1);
        JsonNode counted = town().send(
                        "POST",
                        lead,
                        "/api/station/stock/counts",
                        Map.of("stationId", town().stationId, "itemId", washer, "counted", 4),
                        null);
        assertThat(counted.get("change").asInt()).isEqualTo(3);
        assertThat(movements().stream().mapToInt(Integer::intValue).sum()).isEqualTo(4);
    }

    @Test
    void underWarrantyNothingIsToBeApprovedOrPaid() {
        repairs.completed(worker, job);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> town().get(daughter, "/api/repairs/" + job)
                        .get("underWarranty")
                        .asBoolean());
        job = town().made(daughter, "/api/repairs/" + job + "/warranty-visit", null);
        repairs.inHand(worker, job);

        repairs.step(worker, job, "arrival");
        JsonNode made = town().post(worker, offers("worker"), offer(1, 1));

        assertThat(made.get("state").asString()).isEqualTo("APPROVED");
        assertThat(made.get("totalFen").asLong()).isZero();
        assertThat(onHand()).isEqualTo(4);
        assertThat(code(daughter, offers("") + "/" + made.get("id").asString() + "/payment", null))
                .isEqualTo("nothing-to-pay");
    }

    @Test
    void theListIsTheAdminsAndAnOfferKeepsItsPrice() {
        String id = made(1);
        String address = "/api/admin/work-items/" + washer;
        Map<String, Object> dearer = Map.of("name", "垫圈", "unit", "个", "priceFen", 900, "active", false);
        assertThat(town().answered("PUT", town().admin, address, dearer, Map.of("If-Match", "\"9\""))
                        .code())
                .isEqualTo("version-changed");
        town().answered("PUT", town().admin, address, dearer, Map.of("If-Match", "\"1\""));

        assertThat(town().get(daughter, offers("")).at("/0/lines/0/priceFen").asLong())
                .isEqualTo(300);
        town().post(daughter, offers("") + "/" + id + "/approval", null);
        assertThat(code(worker, offers("worker"), offer(1, 0)))
                .as("no longer offered")
                .isEqualTo("item-unknown");
        assertThat(code(worker, "/api/admin/work-items", Map.of())).isEqualTo("role-missing");
        assertThat(code(
                        town().admin,
                        "/api/admin/work-items",
                        Map.of(
                                "communityId",
                                town().communityId,
                                "kind",
                                "PART",
                                "name",
                                "垫圈",
                                "unit",
                                "个",
                                "priceFen",
                                1)))
                .isEqualTo("item-name-taken");
    }

    private String booked() {
        String slot = repairs.slotNow();
        String quote = town().post(
                        daughter,
                        "/api/quotes",
                        Map.of("serviceId", repairs.service, "slotId", slot, "beneficiaryId", elder))
                .get("token")
                .asString();
        return town().made(
                        daughter,
                        "/api/bookings",
                        Map.of(
                                "slotId",
                                slot,
                                "beneficiaryId",
                                elder,
                                "quote",
                                quote,
                                "details",
                                RepairsInTown.details("TAP", "501")));
    }

    private void receive(int quantity) {
        town().post(
                        lead,
                        "/api/station/stock/receipts",
                        Map.of("stationId", town().stationId, "itemId", washer, "quantity", quantity));
    }

    private int onHand() {
        return town().get(lead, "/api/station/stock?stationId=" + town().stationId)
                .at("/0/onHand")
                .asInt();
    }

    private List<Integer> movements() {
        return town().get(lead, "/api/station/stock/movements?stationId=" + town().stationId)
                .valueStream()
                .map(movement -> movement.get("change").asInt())
                .toList();
    }

    private String made(int washers) {
        repairs.step(worker, job, "arrival");
        return town().made(worker, offers("worker"), offer(washers, 0));
    }

    private Map<String, Object> offer(int washers, int hours) {
        List<Map<String, Object>> lines = new ArrayList<>();
        lines.add(Map.of("itemId", washer, "quantity", washers));
        if (hours > 0) {
            lines.add(Map.of("itemId", hour, "quantity", hours));
        }
        return Map.of("lines", lines);
    }

    private String offers(String of) {
        return "/api/" + (of.isEmpty() ? "" : of + "/") + "repairs/" + job + "/offers";
    }

    private String code(Town.Person caller, String address, Object body) {
        return town().exchange("POST", caller, address, body, UUID.randomUUID().toString())
                .code();
    }
}
