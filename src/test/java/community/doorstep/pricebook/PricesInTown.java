package community.doorstep.pricebook;

import community.doorstep.Town;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Writes a town's price book through the API, a line at a time. */
public final class PricesInTown {

    private final Town town;
    private final List<Map<String, Object>> prices = new ArrayList<>();
    private final List<Map<String, Object>> rules = new ArrayList<>();
    private final Set<String> funds = new java.util.LinkedHashSet<>();

    public PricesInTown(Town town) {
        this.town = town;
    }

    public PricesInTown costs(String service, long listFen, long lowCostFen) {
        prices.add(Map.of("service", service, "listFen", listFen, "lowCostFen", lowCostFen));
        return this;
    }

    /** Free from an age on, paid by the fund (empty: by none), so many times a month (0: always). */
    public PricesInTown freeFrom(String code, String service, int age, String fund, int timesAMonth, String whenEmpty) {
        Map<String, Object> rule = new LinkedHashMap<>();
        rule.put("code", code);
        rule.put("nameZh", age + "岁以上免费");
        rule.put("nameEn", "Free from " + age);
        rule.put("services", List.of(service));
        rule.put("when", Map.of("minAge", age));
        rule.put("effect", Map.of("kind", "FREE"));
        rule.put("tier", "PUBLIC_BENEFIT");
        if (timesAMonth > 0) {
            rule.put("quota", Map.of("times", timesAMonth, "per", "MONTH"));
        }
        rule.put("fund", fund);
        rule.put("whenEmpty", whenEmpty);
        return rule(rule);
    }

    public PricesInTown rule(Map<String, Object> rule) {
        rules.add(rule);
        Object fund = rule.getOrDefault("fund", "");
        if (!"".equals(fund)) {
            funds.add((String) fund);
        }
        return this;
    }

    public Map<String, Object> content() {
        List<Map<String, String>> named = funds.stream()
                .map(fund -> Map.of("code", fund, "nameZh", "基金" + fund, "nameEn", "the " + fund + " fund"))
                .toList();
        return Map.of("prices", prices, "funds", named, "rules", rules);
    }

    public JsonNode draft() {
        return town.post(
                town.admin, "/api/admin/price-books", Map.of("communityId", town.communityId, "content", content()));
    }

    /** Drafts and publishes it at once; answers the published book. */
    public JsonNode publish() {
        String id = draft().at("/book/id").asString();
        return town.post(town.admin, "/api/admin/price-books/" + id + "/publication", Map.of());
    }

    /** Puts the fund into the town's register, unless it is there. */
    public PricesInTown registers(String fund) {
        town.exchange(
                "POST",
                town.admin,
                "/api/admin/funds",
                Map.of(
                        "communityId",
                        town.communityId,
                        "code",
                        fund,
                        "kind",
                        "OTHER",
                        "nameZh",
                        "基金" + fund,
                        "nameEn",
                        "the " + fund + " fund"),
                "fund-" + Town.unique());
        return this;
    }

    /** A budget for the fund over some years; answers its id. */
    public UUID budget(String fund, long fen) {
        registers(fund);
        Map<String, Object> budget = Map.of(
                "communityId",
                town.communityId,
                "fund",
                fund,
                "periodStart",
                "2020-01-01",
                "periodEnd",
                "2099-12-31",
                "amountFen",
                fen);
        return UUID.fromString(town.made(town.admin, "/api/admin/budgets", budget));
    }

    public static JsonNode quote(Town town, Town.Person caller, Map<String, Object> wanted) {
        return town.post(caller, "/api/quotes", wanted);
    }
}
