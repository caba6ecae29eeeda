package community.doorstep.partners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.Town;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A town with a traditional-medicine shop as a partner merchant, its people, and what the shop does for residents. */
public final class PartnersInTown {

    public static final Map<String, Object> DOOR = Map.of("latitude", 26.58765, "longitude", 101.71842);
    static final Duration SOON = Duration.ofSeconds(30);

    final Town town;
    public final String shop;

    public PartnersInTown(Town town) {
        this.town = town;
        Map<String, Object> station = new HashMap<>();
        station.put("communityId", town.communityId);
        station.put("name", "济仁堂");
        station.put("address", "望江街 30 号");
        station.put("place", Map.of("latitude", 26.5835, "longitude", 101.7190));
        station.put("phone", "0812-3330009");
        station.put("kind", "PARTNER");
        shop = town.made(town.admin, "/api/admin/stations", station);
    }

    /** With a schedule on every day; the price is to be published. */
    public String service(String name, Map<String, Object> errand) {
        String service = town.made(town.admin, "/api/admin/services", wanted(name, errand));
        town.everyDay(service, 50);
        return service;
    }

    Map<String, Object> wanted(String name, Map<String, Object> errand) {
        Map<String, Object> service = new HashMap<>();
        service.put("stationId", shop);
        service.put("kind", "ERRAND");
        service.put("name", name);
        service.put("description", "");
        service.put("capacityUnit", "CALL");
        service.put("paymentTerms", "AT_DOOR");
        service.put("rules", Map.of("errand", errand));
        return service;
    }

    public static Map<String, Object> atTheCounter(int minutes) {
        return Map.of("handedOver", "COUNTER", "withinMinutes", minutes);
    }

    static Map<String, Object> atTheDoor(int minutes) {
        return Map.of("handedOver", "DOOR", "withinMinutes", minutes);
    }

    public Map<String, Object> carriedFromHome(int minutes) {
        return Map.of("handedOver", "DOOR", "withinMinutes", minutes, "carriedBy", town.stationId, "readyMinutes", 40);
    }

    /** On duty, at that station alone. */
    public Town.Person worker(String name, String station, String... skills) {
        String phone = Town.phone();
        Map<String, Object> grant = Map.of(
                "phone", phone,
                "name", name,
                "role", "WORKER",
                "communityId", town.communityId,
                "stationId", station);
        town.post(town.admin, "/api/admin/staff", grant);
        Town.Person worker = town.signIn("p" + Town.unique(), phone);
        Map<String, Object> able = Map.of("communityId", town.communityId, "skills", List.of(skills));
        town.send("PUT", town.admin, "/api/admin/workers/" + worker.id() + "/skills", able, null);
        town.send("PUT", worker, "/api/worker/shift", Map.of("onDuty", true, "stationId", station), null);
        return worker;
    }

    static Map<String, Object> wish() {
        return new HashMap<>(Map.of("wish", "三七 200 克，打粉"));
    }

    static Map<String, Object> wishAtTheDoor() {
        Map<String, Object> said = wish();
        said.put("address", "望江街 12 号院 3 栋 501");
        said.put("place", DOOR);
        said.put("note", "放门口鞋柜");
        return said;
    }

    Town.Answer book(Town.Person resident, String service, Map<String, Object> details) {
        return book(resident, service, slot(service), details);
    }

    private Town.Answer book(Town.Person resident, String service, String slot, Map<String, Object> details) {
        String quote = town.post(resident, "/api/quotes", Map.of("serviceId", service, "slotId", slot))
                .get("token")
                .asString();
        Map<String, Object> wanted = new HashMap<>(Map.of("slotId", slot, "quote", quote));
        if (details != null) {
            wanted.put("details", details);
        }
        return town.exchange(
                "POST", resident, "/api/bookings", wanted, UUID.randomUUID().toString());
    }

    String slot(String service) {
        return town.get(null, "/api/services/" + service + "/slots").at("/0/id").asString();
    }

    String booked(Town.Person resident, String service, Map<String, Object> details) {
        return booked(resident, service, slot(service), details);
    }

    String booked(Town.Person resident, String service, String slot, Map<String, Object> details) {
        Town.Answer answer = book(resident, service, slot, details);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().get("id").asString();
    }

    /** The first job that waits for the worker. */
    public String waiting(Town.Person worker) {
        return await().atMost(SOON)
                .until(() -> board(worker).at("/waiting/0/id").asString(), id -> !id.isEmpty());
    }

    JsonNode board(Town.Person worker) {
        return town.get(worker, "/api/worker/jobs");
    }

    JsonNode held(Town.Person worker) {
        return board(worker).at("/mine/0");
    }

    public void step(Town.Person worker, String job, String step) {
        Object shown = step.equals("arrival") ? Map.of("position", held(worker).get("place")) : null;
        town.post(worker, "/api/worker/jobs/" + job + "/" + step, shown);
    }

    JsonNode errand(Town.Person resident, String booking) {
        return town.get(resident, "/api/errands/" + booking);
    }

    void becomes(Town.Person resident, String booking, String state) {
        await().atMost(SOON).until(() -> {
            Town.Answer errand = town.exchange("GET", resident, "/api/errands/" + booking, null, null);
            return errand.body().path("state").asString().equals(state);
        });
    }
}
