package community.doorstep.repair;

import static org.awaitility.Awaitility.await;

import community.doorstep.Town;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A town with a repair service, workers on duty and calls to them. */
public final class RepairsInTown {

    public final Town town;
    public final String service;

    public RepairsInTown(Town town, long listFen) {
        this.town = town;
        service = town.service("REPAIR", "上门维修", "AFTER", null, null);
        town.publishPrices(Map.of(service, listFen));
        town.everyDay(service, 50);
    }

    public Town.Person worker(String name, String... skills) {
        Town.Person worker = town.staff(name, "WORKER");
        town.send(
                "PUT",
                town.admin,
                "/api/admin/workers/" + worker.id() + "/skills",
                Map.of("communityId", town.communityId, "skills", List.of(skills)),
                null);
        duty(worker, true);
        return worker;
    }

    public void duty(Town.Person worker, boolean on) {
        town.send("PUT", worker, "/api/worker/shift", Map.of("onDuty", on, "stationId", town.stationId), null);
    }

    public static Map<String, Object> details(String category, String flat, String... answers) {
        Map<String, Object> details = new HashMap<>();
        details.put("category", category);
        details.put("address", "望江街 12 号院");
        details.put("place", Map.of("latitude", 26.58765, "longitude", 101.71842));
        details.put("building", "3");
        details.put("unit", "2");
        details.put("flat", flat);
        details.put("entranceCode", "2580#");
        details.put("note", "厨房");
        details.put("stairs", true);
        details.put("answers", List.of(answers));
        return details;
    }

    public String slotNow() {
        return town.get(null, "/api/services/" + service + "/slots").at("/0/id").asString();
    }

    public String booked(Town.Person resident, Map<String, Object> details) {
        String slot = slotNow();
        String quote = town.post(resident, "/api/quotes", Map.of("serviceId", service, "slotId", slot))
                .get("token")
                .asString();
        return town.made(resident, "/api/bookings", Map.of("slotId", slot, "quote", quote, "details", details));
    }

    public JsonNode waits(Town.Person worker, String job) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> town.get(worker, "/api/worker/jobs")
                                .get("waiting")
                                .valueStream()
                                .filter(card -> card.get("id").asString().equals(job))
                                .findFirst()
                                .orElse(null),
                        card -> card != null);
    }

    /** In the worker's hands, without a claim. */
    public JsonNode inHand(Town.Person worker, String job) {
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> town.get(worker, "/api/worker/jobs")
                                .get("mine")
                                .valueStream()
                                .filter(card -> card.get("id").asString().equals(job))
                                .findFirst()
                                .orElse(null),
                        card -> card != null);
    }

    public JsonNode step(Town.Person worker, String job, String step) {
        Object shown = step.equals("arrival") ? Map.of("position", door(worker, job)) : null;
        return town.post(worker, "/api/worker/jobs/" + job + "/" + step, shown);
    }

    private JsonNode door(Town.Person worker, String job) {
        return town.get(worker, "/api/worker/jobs")
                .get("mine")
                .valueStream()
                .filter(mine -> mine.get("id").asString().equals(job))
                .map(mine -> mine.get("place"))
                .findFirst()
                .orElseThrow();
    }

    public void claimed(Town.Person worker, String job) {
        waits(worker, job);
        step(worker, job, "claim");
    }

    public void completed(Town.Person worker, String job) {
        step(worker, job, "arrival");
        step(worker, job, "completion");
    }

    /** A repair from the booking to its end. */
    public String repaired(Town.Person resident, Town.Person worker, Map<String, Object> details) {
        String job = booked(resident, details);
        claimed(worker, job);
        completed(worker, job);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> town.get(resident, "/api/repairs/" + job)
                        .get("state")
                        .asString()
                        .equals("DONE"));
        return job;
    }

    public static String key() {
        return UUID.randomUUID().toString();
    }
}
