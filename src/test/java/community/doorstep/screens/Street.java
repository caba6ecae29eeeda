package community.doorstep.screens;

import static org.awaitility.Awaitility.await;

import community.doorstep.Town;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Wangjiang Street for a browser: its services, and people with a code to sign in with. */
final class Street {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Map<String, Double> PLACE = Map.of("latitude", 26.5823, "longitude", 101.7184);

    final Town town;
    final String care;
    final String lunch;
    final String repair;

    /** Whoever has a phone: the code signs them in on the sign-in page. */
    record Neighbour(String code, Town.Person person) {}

    Street(Town town) {
        this.town = town;
        care = town.service("CARE", "课后托管", "BEFORE", 6, 12);
        lunch = town.service("MEAL", "长者午餐", "AT_DOOR", null, null);
        repair = town.service("REPAIR", "便民维修", "AFTER", null, null);
        town.everyDay(care, 3);
        town.everyDay(lunch, 30);
        town.everyDay(repair, 50);
        prices();
        menus();
    }

    private void prices() {
        Map<String, Object> free = new LinkedHashMap<>();
        free.put("code", "lunch-from-80");
        free.put("nameZh", "八十岁以上免费午餐");
        free.put("nameEn", "free lunch from 80");
        free.put("services", List.of(lunch));
        free.put("when", Map.of("minAge", 80));
        free.put("effect", Map.of("kind", "FREE"));
        free.put("tier", "PUBLIC_BENEFIT");
        free.put("fund", "");
        town.publishPrices(Map.of(care, 3000L, lunch, 1500L, repair, 2000L), List.of(), List.of(free));
    }

    /** Another class, for which nobody pays; the only one that has a price from here on. */
    String freeCare(int seats) {
        String free = town.service("CARE", "午间托管", "AT_DOOR", 3, 14);
        town.everyDay(free, seats);
        town.publishPrices(Map.of(free, 0L));
        return free;
    }

    /** Books for today, and waits until the canteen knows. */
    String mealOf(Neighbour resident) {
        String meal = book(resident.person(), lunch, resident.person().id(), Map.of());
        await().atMost(SOON)
                .until(() -> town.exchange("GET", resident.person(), "/api/meals/" + meal, null, null)
                                .status()
                        == 200);
        return meal;
    }

    private void menus() {
        Map<String, Object> dish = Map.of("name", "红烧肉炖土豆", "allergens", List.of("SOY"), "marks", List.of("SOFT"));
        for (var slot : town.get(null, "/api/services/" + lunch + "/slots")) {
            String address = "/api/admin/menus/" + lunch + "/" + slot.get("day").asString();
            town.send("PUT", town.admin, address, Map.of("dishes", List.of(dish)), null);
        }
    }

    Neighbour resident(String name, String birthDate) {
        Neighbour neighbour = withPhone(Town.phone());
        Map<String, Object> known = Map.of("name", name, "birthDate", birthDate);
        town.send("PATCH", neighbour.person(), "/api/me", known, null);
        return neighbour;
    }

    /** Takes over what the house knows of that number. */
    Neighbour withPhone(String phone) {
        String name = "n" + Town.unique();
        return new Neighbour("dev-" + name, town.signIn(name, phone));
    }

    Neighbour staff(String name, String... roles) {
        String phone = Town.phone();
        for (String role : roles) {
            town.post(
                    town.admin,
                    "/api/admin/staff",
                    Map.of(
                            "phone",
                            phone,
                            "name",
                            name,
                            "role",
                            role,
                            "communityId",
                            town.communityId,
                            "stationId",
                            town.stationId));
        }
        return withPhone(phone);
    }

    Neighbour worker(String name) {
        return skilled(staff(name, "WORKER"));
    }

    Neighbour skilled(Neighbour worker) {
        town.send(
                "PUT",
                town.admin,
                "/api/admin/workers/" + worker.person().id() + "/skills",
                Map.of("communityId", town.communityId, "skills", List.of("BULB", "TAP", "DELIVERY")),
                null);
        return worker;
    }

    /** Books for today, as the app does. */
    String book(Town.Person by, String service, String person, Map<String, ?> details) {
        String slot = town.get(null, "/api/services/" + service + "/slots")
                .get(0)
                .get("id")
                .asString();
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("slotId", slot);
        wanted.put("beneficiaryId", person);
        Map<String, Object> asked = new LinkedHashMap<>(wanted);
        asked.put("serviceId", service);
        wanted.put("quote", town.post(by, "/api/quotes", asked).get("token").asString());
        if (!details.isEmpty()) {
            wanted.put("details", details);
        }
        return town.made(by, "/api/bookings", wanted);
    }

    String bulb(Town.Person resident) {
        Map<String, Object> details = Map.of(
                "category", "BULB",
                "address", "望江街 3 栋 2 单元 501",
                "place", PLACE,
                "note", "客厅的灯不亮",
                "stairs", true,
                "entranceCode", "2580#",
                "answers", List.of());
        return book(resident, repair, resident.id(), details);
    }

    /** On duty, and at the door of that job. */
    void atTheDoor(Neighbour worker, String job) {
        String jobs = "/api/worker/jobs/" + job;
        town.send(
                "PUT", worker.person(), "/api/worker/shift", Map.of("onDuty", true, "stationId", town.stationId), null);
        await().atMost(SOON)
                .until(() -> town.exchange("POST", worker.person(), jobs + "/claim", null, null)
                                .status()
                        == 200);
        town.send("POST", worker.person(), jobs + "/arrival", Map.of("position", PLACE), null);
    }

    /** Until the only job in hand says that something is due. */
    void owes(Neighbour worker) {
        await().atMost(SOON)
                .until(() -> !town.get(worker.person(), "/api/worker/jobs")
                        .at("/mine/0/dues/0")
                        .isMissingNode());
    }

    String labour(String name, long priceFen) {
        return town.workItem("LABOUR", name, "次", priceFen);
    }
}
