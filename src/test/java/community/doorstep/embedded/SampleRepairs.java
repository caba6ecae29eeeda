package community.doorstep.embedded;

import java.util.Map;

/** What a repair day needs: the list of parts and labour, the shelf, and what a lamp costs the governance fund. */
final class SampleRepairs {

    private final SampleClients clients;
    private final String community;
    private final String station;

    SampleRepairs(SampleClients clients, String community, String station) {
        this.clients = clients;
        this.community = community;
        this.station = station;
    }

    void open() {
        part("led-bulb", "LED 灯泡 9W", "个", 800, 40);
        part("angle-valve", "角阀", "个", 2600, 12);
        part("tap", "单冷水龙头", "个", 3900, 8);
        part("lock", "防盗锁芯", "个", 12_000, 4);
        item("half-hour", "LABOUR", "加时半小时", "次", 2500);
        street("LAMP", 18_000);
        street("BENCH", 12_000);
    }

    private void part(String key, String name, String unit, long priceFen, int onHand) {
        String id = item(key, "PART", name, unit, priceFen);
        clients.as(SamplePerson.LEAD)
                .post(
                        "/api/station/stock/receipts",
                        Map.of("stationId", station, "itemId", id, "quantity", onHand),
                        "sample-stock-" + key);
    }

    private String item(String key, String kind, String name, String unit, long priceFen) {
        return clients.as(SamplePerson.ADMIN)
                .made(
                        "/api/admin/work-items",
                        Map.of(
                                "communityId", community,
                                "kind", kind,
                                "name", name,
                                "unit", unit,
                                "priceFen", priceFen),
                        "sample-item-" + key);
    }

    private void street(String kind, long priceFen) {
        clients.as(SamplePerson.ADMIN)
                .put("/api/admin/street-prices", Map.of("communityId", community, "kind", kind, "priceFen", priceFen));
    }
}
