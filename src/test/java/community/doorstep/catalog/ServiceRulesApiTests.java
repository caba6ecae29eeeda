package community.doorstep.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An admin says how a service is booked. */
class ServiceRulesApiTests extends ApiTest {

    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Map<String, Object> OPENING = Map.of("daysBefore", 3, "at", "08:00");

    private String care() {
        return town().service("CARE", "课后托管 " + Town.unique(), "BEFORE", 6, 12);
    }

    private Town.Answer put(Town.Person by, String service, Map<String, ?> rules, String version) {
        Map<String, String> match = version == null ? Map.of() : Map.of("If-Match", version);
        return town().answered("PUT", by, "/api/admin/services/" + service + "/rules", rules, match);
    }

    private List<Instant> openings(String service) {
        return database.sql("SELECT opens_at FROM seats WHERE service_id = :service ORDER BY day")
                .bind("service", UUID.fromString(service))
                .map(row -> {
                    OffsetDateTime opens = row.get("opens_at", OffsetDateTime.class);
                    return opens == null ? Instant.EPOCH : opens.toInstant();
                })
                .all()
                .collectList()
                .block(Duration.ofSeconds(5));
    }

    @Test
    void aServiceIsMadeWithItsRulesAndShowsThem() {
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("stationId", town().stationId);
        wanted.put("kind", "CARE");
        wanted.put("name", "午间托管 " + Town.unique());
        wanted.put("description", "");
        wanted.put("capacityUnit", "SEAT");
        wanted.put("paymentTerms", "BEFORE");
        wanted.put("rules", Map.of("opening", OPENING, "limit", Map.of("most", 2, "per", "FAMILY", "within", "WEEK")));

        String service = town().made(town().admin, "/api/admin/services", wanted);

        JsonNode shown = town().get(null, "/api/services/" + service).get("rules");
        assertThat(shown.at("/opening/daysBefore").asInt()).isEqualTo(3);
        assertThat(shown.at("/limit/per").asString()).isEqualTo("FAMILY");
        assertThat(town().get(null, "/api/services?stationId=" + town().stationId)
                        .valueStream())
                .anyMatch(listed -> listed.at("/rules/limit/most").asInt() == 2);
    }

    @Test
    void slotsMadeAfterwardsOpenByTheRuleAndThoseThatAreThereStay() {
        String service = care();
        town().everyDay(service, 10);
        assertThat(openings(service)).isNotEmpty().containsOnly(Instant.EPOCH);

        town().rules(service, Map.of("opening", OPENING));
        assertThat(openings(service)).containsOnly(Instant.EPOCH);

        String later = care();
        town().rules(later, Map.of("opening", OPENING));
        town().everyDay(later, 10);
        LocalDate today = LocalDate.now(SHANGHAI);
        assertThat(openings(later))
                .startsWith(today.minusDays(3)
                        .atTime(LocalTime.of(8, 0))
                        .atZone(SHANGHAI)
                        .toInstant())
                .doesNotContain(Instant.EPOCH);
    }

    @Test
    void whatIsReadAfterwardsIsWhatWasSet() {
        String service = care();
        town().get(null, "/api/services/" + service);

        town().rules(service, Map.of("presence", false));

        assertThat(town().get(null, "/api/services/" + service)
                        .at("/rules/presence")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void twoAdminsDoNotOverwriteEachOther() {
        String service = care();
        assertThat(put(town().admin, service, Map.of("presence", true), "\"1\"").status())
                .isEqualTo(200);

        assertThat(put(town().admin, service, Map.of("presence", false), "\"1\"")
                        .code())
                .isEqualTo("version-changed");
        assertThat(put(town().admin, service, Map.of("presence", false), "1").code())
                .isEqualTo("version-changed");
        assertThat(put(town().admin, service, Map.of("presence", false), null).status())
                .isEqualTo(428);
        assertThat(town().get(null, "/api/services/" + service)
                        .at("/rules/presence")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void rulesThatContradictThemselvesAreRefusedByTheirField() {
        String service = care();
        Map<String, Object> late = Map.of("freeMinutes", 60, "shareMinutes", 120, "keptPercent", 50);
        Map<String, Object> lots = Map.of("lots", true, "lotMinutes", 10, "offerMinutes", 30);

        Town.Answer refused = put(town().admin, service, Map.of("cancellation", late), "\"1\"");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("rules-invalid");
        assertThat(refused.body().get("field").asString()).isEqualTo("cancellation.shareMinutes");
        assertThat(put(town().admin, service, Map.of("waiting", lots), "\"1\"")
                        .body()
                        .get("field")
                        .asString())
                .isEqualTo("opening");
        assertThat(put(town().admin, service, Map.of("opening", Map.of("daysBefore", 401, "at", "08:00")), "\"1\"")
                        .code())
                .isEqualTo("invalid-fields");
        assertThat(put(town().admin, service, Map.of("opening", Map.of("daysBefore", 4)), "\"1\"")
                        .code())
                .isEqualTo("invalid-fields");
    }

    @Test
    void anotherCommunitysServiceIsUnknown() {
        String service = care();
        Town elsewhere = new Town(api(), WECHAT);

        assertThat(put(elsewhere.admin, service, Map.of(), "\"1\"").status()).isEqualTo(404);
        assertThat(put(town().staff("罗琼", "FINANCE"), service, Map.of(), "\"1\"")
                        .status())
                .isEqualTo(403);
        assertThat(elsewhere
                        .exchange("GET", elsewhere.admin, "/api/admin/services/" + service + "/rules", null, null)
                        .status())
                .isEqualTo(404);
    }
}
