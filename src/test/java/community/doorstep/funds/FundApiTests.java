package community.doorstep.funds;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.pricebook.PricesInTown;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FundApiTests extends ApiTest {

    private static final String FUNDS = "/api/admin/funds";

    private Map<String, Object> seed() {
        Map<String, Object> fund = new HashMap<>();
        fund.put("communityId", town().communityId);
        fund.put("code", "seed");
        fund.put("kind", "SEED");
        fund.put("nameZh", "种子基金");
        fund.put("nameEn", "the seed fund");
        return fund;
    }

    private static Map<String, Object> named(String kind, String nameZh, String nameEn) {
        return Map.of("kind", kind, "nameZh", nameZh, "nameEn", nameEn);
    }

    private Town.Answer put(Town.Person who, String id, String version, Object body) {
        return town().answered("PUT", who, FUNDS + "/" + id, body, Map.of("If-Match", "\"" + version + "\""));
    }

    private Town.Answer delete(Town.Person who, String id, String version) {
        return town().answered("DELETE", who, FUNDS + "/" + id, null, Map.of("If-Match", "\"" + version + "\""));
    }

    @Test
    void theAdminKeepsTheFundsAndFinanceReadsThem() {
        JsonNode made = town().post(town().admin, FUNDS, seed());
        assertThat(made.get("version").asLong()).isEqualTo(1);
        String id = made.get("id").asString();

        Town.Answer edited = put(town().admin, id, "1", named("CITY", "市级资金", "the city's fund"));
        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.body().get("code").asString()).isEqualTo("seed");
        assertThat(edited.body().get("version").asLong()).isEqualTo(2);
        assertThat(put(town().admin, id, "1", named("SEED", "一", "one")).code()).isEqualTo("version-changed");
        assertThat(town().exchange("PUT", town().admin, FUNDS + "/" + id, named("SEED", "一", "one"), null)
                        .code())
                .isEqualTo("if-match-missing");

        Town.Person finance = town().staff("账", "FINANCE");
        JsonNode read = town().get(finance, FUNDS).at("/items/0");
        assertThat(read.get("nameZh").asString()).isEqualTo("市级资金");
        assertThat(read.get("kind").asString()).isEqualTo("CITY");
        assertThat(town().get(finance, FUNDS + "/" + id).get("nameEn").asString())
                .isEqualTo("the city's fund");
        assertThat(put(finance, id, "2", named("SEED", "一", "one")).code()).isEqualTo("role-missing");

        assertThat(delete(town().admin, id, "1").code()).isEqualTo("version-changed");
        assertThat(delete(town().admin, id, "2").status()).isEqualTo(204);
        assertThat(delete(town().admin, id, "2").code()).isEqualTo("fund-unknown");
    }

    @Test
    void aCodeIsGivenOnceAndCodesAndNamesAreChecked() {
        town().post(town().admin, FUNDS, seed());
        assertThat(town().exchange("POST", town().admin, FUNDS, seed(), "key-" + Town.unique())
                        .code())
                .isEqualTo("fund-code-taken");
        Map<String, Object> malformed = seed();
        malformed.put("code", "Seed fund");
        assertThat(town().exchange("POST", town().admin, FUNDS, malformed, "key-" + Town.unique())
                        .status())
                .isEqualTo(400);
        Map<String, Object> nameless = seed();
        nameless.put("nameZh", " ");
        assertThat(town().exchange("POST", town().admin, FUNDS, nameless, "key-" + Town.unique())
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anothersFundIsUnknownAndOneWithBudgetsStays() {
        String id = town().made(town().admin, FUNDS, seed());
        Town other = new Town(api(), WECHAT);
        assertThat(town().exchange("GET", other.admin, FUNDS + "/" + id, null, null)
                        .code())
                .isEqualTo("fund-unknown");
        assertThat(put(other.admin, id, "1", named("SEED", "一", "one")).code()).isEqualTo("fund-unknown");
        assertThat(delete(other.admin, id, "1").code()).isEqualTo("fund-unknown");
        assertThat(town().exchange("POST", other.admin, FUNDS, seed(), "key-" + Town.unique())
                        .code())
                .isEqualTo("role-missing");

        new PricesInTown(town()).budget("seed", 1000);
        assertThat(delete(town().admin, id, "1").code()).isEqualTo("fund-in-use");
    }

    @Test
    void onlyARegisteredFundHasBudgets() {
        Map<String, Object> budget = Map.of(
                "communityId", town().communityId,
                "fund", "nobody",
                "periodStart", "2026-01-01",
                "periodEnd", "2026-12-31",
                "amountFen", 1000);
        assertThat(town().exchange("POST", town().admin, "/api/admin/budgets", budget, "key-" + Town.unique())
                        .code())
                .isEqualTo("fund-unknown");
    }
}
