package community.doorstep.checkout;

import community.doorstep.Town;
import community.doorstep.wechat.simulator.WechatSimulator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A canteen whose lunch costs 15 yuan, paid before or at the door. */
final class PaidLunches {

    final Town town;
    final String service;
    private int day;

    PaidLunches(Town town, String terms, WechatSimulator wechat, int port) {
        wechat.callsBack("http://127.0.0.1:" + port);
        this.town = town;
        this.service = town.service("MEAL", "长者午餐", terms, null, null);
        town.publishPrices(Map.of(service, 1500L));
        town.everyDay(service, 50);
    }

    /** The next day's lunch for that person. */
    String booked(Town.Person person) {
        String slot = town.slots(service).get(day++);
        String quote = town.post(person, "/api/quotes", Map.of("serviceId", service, "slotId", slot))
                .get("token")
                .asString();
        return town.made(person, "/api/bookings", Map.of("slotId", slot, "quote", quote));
    }

    Town.Answer post(Town.Person caller, String address, Object body) {
        return town.exchange("POST", caller, address, body, UUID.randomUUID().toString());
    }

    String state(Town.Person person, String booking) {
        return town.get(person, "/api/bookings/" + booking).get("state").asString();
    }

    static Map<String, Object> wanted(String... references) {
        return Map.of("references", List.of(references));
    }

    static String number(JsonNode request) {
        return request.get("payment").asString().replace("-", "");
    }
}
