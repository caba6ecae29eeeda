package community.doorstep.embedded;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** To try the canteen with: what an elder does not tolerate, whom to call when she stays away, a lunch carried to her. */
final class SampleCanteen {

    private final SampleClients clients;

    SampleCanteen(SampleClients clients) {
        this.clients = clients;
    }

    void make(SampleStations stations) {
        String elder = clients.id(SamplePerson.HE);
        ApiClient phone = clients.as(SamplePerson.HE);
        phone.put(
                "/api/me/meal-cards/" + elder,
                Map.of("allergens", List.of("FISH"), "needs", List.of("LOW_SALT", "SOFT"), "note", "假牙"));
        phone.put(
                "/api/me/lunch-contacts/" + elder,
                Map.of("neighbours", List.of(Map.of("name", "对门刘师傅", "phone", "13900000098"))));
        lunchAtTheDoor(phone, stations.id("lunch"));
    }

    /** In three days: what a newcomer books first stays free. */
    private static void lunchAtTheDoor(ApiClient phone, String lunch) {
        String slot = phone.get("/api/services/" + lunch + "/slots").at("/3/id").asString();
        JsonNode quote = phone.post("/api/quotes", Map.of("serviceId", lunch, "slotId", slot));
        Map<String, Object> details = Map.of(
                "serving",
                "DELIVERY",
                "address",
                "望江街 3 栋 2 单元 501",
                "place",
                Map.of("latitude", 26.5835, "longitude", 101.7186),
                "confirmedAllergens",
                List.of("FISH"));
        Map<String, Object> booking =
                Map.of("slotId", slot, "quote", quote.get("token").asString(), "details", details);
        phone.post("/api/bookings", booking, "sample-lunch-" + slot);
    }
}
