package community.doorstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;

/**
 * Workers, counters and teachers see what is due, never why: whatever they may read in this API, now or later, says
 * nothing of a benefit.
 */
class AmountDueTests extends ApiTest {

    private static final List<String> WHY =
            List.of("LOW_INCOME", "low-income", "低收入", "seed-fund", "PUBLIC_BENEFIT", "\"listFen\"", "\"subsidyFen\"");
    private static final List<String> ROLES = List.of("WORKER", "COUNTER", "TEACHER", "OPERATOR", "STATION_LEAD");

    private String lunch;
    private String repair;
    private String lunchSlot;
    private String lunchBooking;
    private String repairBooking;
    private Town.Person elder;

    @BeforeEach
    void anElderPaysLessBecauseOfAnAcceptedClaim() {
        lunch = town().service("MEAL", "午餐", "AT_DOOR", null, null);
        repair = town().service("REPAIR", "老王上门", "AFTER", null, null);
        publish();
        town().everyDay(lunch, 5);
        town().everyDay(repair, 5);
        elder = town().resident("何奶奶", "1944-03-01");
        String claim =
                town().made(elder, "/api/me/benefits", Map.of("communityId", town().communityId, "kind", "LOW_INCOME"));
        town().post(
                        town().admin,
                        "/api/admin/benefit-claims/" + claim + "/decision",
                        Map.of("accepted", true, "reason", "低收入证明已核对"));
        lunchSlot = town().slots(lunch).get(0);
        lunchBooking = booked(lunch, lunchSlot, null);
        repairBooking = booked(
                repair,
                town().get(null, "/api/services/" + repair + "/slots")
                        .at("/0/id")
                        .asString(),
                Map.of(
                        "category",
                        "TAP",
                        "address",
                        "3 栋 501",
                        "note",
                        "漏水",
                        "stairs",
                        false,
                        "place",
                        Map.of("latitude", 26.5830, "longitude", 101.7190)));
    }

    private void publish() {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("code", "low-income");
        rule.put("nameZh", "低收入优惠");
        rule.put("nameEn", "low-income benefit");
        rule.put("services", List.of(lunch, repair));
        rule.put("when", Map.of("evidence", List.of("LOW_INCOME")));
        rule.put("effect", Map.of("kind", "FIXED", "fen", 345));
        rule.put("tier", "PUBLIC_BENEFIT");
        rule.put("fund", "");
        town().publishPrices(Map.of(lunch, 1500L, repair, 2000L), List.of(), List.of(rule));
    }

    private String booked(String service, String slot, Map<String, Object> details) {
        JsonNode quote = town().post(elder, "/api/quotes", Map.of("serviceId", service, "slotId", slot));
        assertThat(quote.get("dueFen").asLong()).isEqualTo(345);
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("slotId", slot);
        wanted.put("quote", quote.get("token").asString());
        wanted.put("details", details);
        return town().made(elder, "/api/bookings", wanted);
    }

    @Test
    void theElderReadsWhyAndNobodyAtWorkDoes() throws IOException {
        assertThat(town().get(elder, "/api/bookings/" + lunchBooking).toString())
                .as("what is looked for is there to be found")
                .contains("低收入", "PUBLIC_BENEFIT", "listFen");

        for (String role : ROLES) {
            Town.Person staff = town().staff("员工" + role, role);
            List<String> read = new ArrayList<>();
            for (String address : addresses().toList()) {
                Town.Answer answer = town().exchange("GET", staff, address, null, null);
                assertThat(answer.status()).as(role + " " + address).isLessThan(500);
                if (answer.status() == 200) {
                    read.add(address);
                    assertThat(String.valueOf(answer.body()))
                            .as(role + " " + address)
                            .doesNotContain(WHY);
                }
            }
            assertThat(read).as("read as " + role).isNotEmpty();
        }
    }

    @Test
    void whoIsAtTheDoorSeesTheJobAndTakesTheMoneyWithoutAWordOfWhy() {
        Town.Person worker = town().staff("王建国", "WORKER");
        town().send(
                        "PUT",
                        town().admin,
                        "/api/admin/workers/" + worker.id() + "/skills",
                        Map.of("communityId", town().communityId, "skills", List.of("TAP")),
                        null);
        town().send("PUT", worker, "/api/worker/shift", Map.of("onDuty", true, "stationId", town().stationId), null);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> town().get(worker, "/api/worker/jobs").toString().contains(repairBooking));
        StringBuilder seen = new StringBuilder();
        Map<String, Object> said = Map.of(
                "arrival", Map.of("position", Map.of("latitude", 26.5830, "longitude", 101.7190)),
                "completion", Map.of("note", "换了垫圈"));
        for (String step : List.of("claim", "arrival", "completion")) {
            seen.append(town().send(
                            "POST", worker, "/api/worker/jobs/" + repairBooking + "/" + step, said.get(step), null));
            seen.append(town().get(worker, "/api/worker/jobs"));
        }

        assertThat(seen.toString()).contains("3 栋 501").doesNotContain(WHY);
    }

    /** Every address that can be read, with the ids of this town. */
    private Stream<String> addresses() throws IOException {
        Map<String, Map<String, Object>> paths = new Yaml()
                .<Map<String, Map<String, Map<String, Object>>>>load(Files.readString(Path.of("api-docs/openapi.yaml")))
                .get("paths");
        return paths.entrySet().stream()
                .filter(path -> path.getValue().containsKey("get") && !isOpen(path.getValue()))
                .map(Map.Entry::getKey)
                .filter(path -> !path.endsWith("/stream"))
                .flatMap(this::filled);
    }

    /** What everybody may read is about nobody. */
    private static boolean isOpen(Map<String, Object> path) {
        return List.of().equals(((Map<?, ?>) path.get("get")).get("security"));
    }

    private Stream<String> filled(String path) {
        if (!path.contains("{")) {
            return Stream.of(path);
        }
        return Stream.of(lunchBooking, repairBooking, lunchSlot, lunch, repair, town().stationId, town().communityId)
                .map(id -> path.replace("{day}", "2026-12-01").replaceAll("\\{\\w+}", id));
    }
}
