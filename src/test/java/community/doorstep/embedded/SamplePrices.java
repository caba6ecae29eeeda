package community.doorstep.embedded;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The funds' budgets for the year and the published price book. The amounts are made up. */
final class SamplePrices {

    private static final String[] PRICED = {
        "midday", "after-school", "repair", "visit", "lunch", "supper", "herbs", "boiling"
    };

    private final SampleClients clients;
    private final String community;

    SamplePrices(SampleClients clients, String community) {
        this.clients = clients;
        this.community = community;
    }

    void publish(SampleStations stations, LocalDate firstDay) {
        fund("seed", "SEED", "种子基金", "the seed fund");
        fund("governance", "GOVERNANCE", "社区治理专项资金", "the governance fund");
        fund("charity", "CHARITY", "慈善共富基金", "the charity fund");
        budget("seed", "CARE", 6_000_000, firstDay);
        budget("governance", "ANY", 4_000_000, firstDay);
        budget("charity", "ANY", 3_000_000, firstDay);
        String content = SampleFiles.text("price-book.json");
        for (String service : PRICED) {
            content = content.replace("{" + service + "}", stations.id(service));
        }
        ApiClient admin = clients.as(SamplePerson.ADMIN);
        Map<String, Object> draft =
                Map.of("communityId", community, "content", JsonMapper.shared().readTree(content));
        String path = "/api/admin/price-books";
        path += "/"
                + admin.post(path, draft, "sample-price-book").at("/book/id").asString();
        JsonNode book = admin.get(path);
        if (book.at("/book/state").asString().equals("DRAFT")) {
            admin.post(path + "/publication", null);
        }
    }

    private void fund(String code, String kind, String nameZh, String nameEn) {
        Map<String, Object> fund =
                Map.of("communityId", community, "code", code, "kind", kind, "nameZh", nameZh, "nameEn", nameEn);
        clients.as(SamplePerson.ADMIN).post("/api/admin/funds", fund, "sample-fund-" + code);
    }

    private void budget(String fund, String purpose, long amountFen, LocalDate firstDay) {
        Map<String, Object> budget = new LinkedHashMap<>();
        budget.put("communityId", community);
        budget.put("fund", fund);
        budget.put("purpose", purpose);
        budget.put("periodStart", firstDay.toString());
        budget.put("periodEnd", firstDay.plusYears(1).toString());
        budget.put("amountFen", amountFen);
        clients.as(SamplePerson.FINANCE).post("/api/admin/budgets", budget, "sample-budget-" + fund);
    }
}
