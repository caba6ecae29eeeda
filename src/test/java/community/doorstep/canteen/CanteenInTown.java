package community.doorstep.canteen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.TestClock;
import community.doorstep.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** A canteen with lunch from 11:00 to 12:30, ordered until 9:00, and what its people do with it. The day is tomorrow. */
public final class CanteenInTown {

    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration SOON = Duration.ofSeconds(15);

    public final Town town;
    public final String lunch;
    public final String slot;
    public final LocalDate day;
    public final Town.Person counter;
    public final Town.Person lead;
    private final TestClock clock;

    public CanteenInTown(Town town, TestClock clock, int capacity) {
        this.town = town;
        this.clock = clock;
        day = LocalDate.ofInstant(clock.instant(), ZONE).plusDays(1);
        lunch = town.service("MEAL", "长者午餐 " + Town.unique(), "AT_DOOR", null, null);
        town.publishPrices(Map.of(lunch, 1200L));
        town.schedule(lunch, "11:00", "12:30", "09:00", capacity);
        slot = town.slots(lunch).get(0);
        counter = town.staff("罗琼", "COUNTER");
        lead = town.staff("王站长", "STATION_LEAD");
        menu(dish("清蒸鲈鱼", "FISH"), dish("麻婆豆腐", "SOY"), dish("米饭"));
    }

    public static Map<String, Object> dish(String name, String... allergens) {
        return Map.of("name", name, "allergens", List.of(allergens), "marks", List.of("SOFT"));
    }

    @SafeVarargs
    public final Town.Answer menu(Map<String, Object>... dishes) {
        return town.exchange(
                "PUT", counter, "/api/station/menus/" + lunch + "/" + day, Map.of("dishes", List.of(dishes)), null);
    }

    /** The community's time on the day. */
    public Instant at(String time) {
        return day.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    public void clockIs(String time) {
        clock.set(at(time));
    }

    public Town.Answer tryToBook(Town.Person by, String eats, Map<String, ?> details, String offer) {
        Map<String, Object> wanted = new HashMap<>();
        wanted.put("serviceId", lunch);
        wanted.put("slotId", slot);
        wanted.put("beneficiaryId", eats);
        String quote = town.post(by, "/api/quotes", wanted).get("token").asString();
        wanted.remove("serviceId");
        wanted.put("quote", quote);
        wanted.put("details", details);
        wanted.put("offerId", offer);
        return town.exchange(
                "POST", by, "/api/bookings", wanted, UUID.randomUUID().toString());
    }

    /** Books, and waits until the canteen has heard of it. */
    public String book(Town.Person by, String eats, Map<String, ?> details) {
        Town.Answer answer = tryToBook(by, eats, details, null);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        String booking = answer.body().get("id").asString();
        await().atMost(SOON)
                .until(() -> town.exchange("GET", by, "/api/meals/" + booking, null, null)
                                .status()
                        == 200);
        return booking;
    }

    public JsonNode meal(Town.Person by, String booking) {
        return town.get(by, "/api/meals/" + booking);
    }

    public Town.Answer redeem(String what, String shown) {
        return redeem(counter, what, shown);
    }

    public Town.Answer redeem(Town.Person by, String what, String shown) {
        return town.exchange(
                "POST",
                by,
                "/api/station/redemptions",
                Map.of("stationId", town.stationId, what, shown),
                UUID.randomUUID().toString());
    }

    public Map<String, Object> offline(String booking, Instant tabletAt) {
        return Map.of("id", UUID.randomUUID().toString(), "bookingId", booking, "at", tabletAt);
    }

    public JsonNode sync(Instant tabletNow, List<?> uses) {
        return town.send(
                "POST",
                counter,
                "/api/station/redemptions/offline",
                Map.of("stationId", town.stationId, "tabletNow", tabletNow, "uses", uses),
                null);
    }

    public String sitting(String part) {
        return "/api/station/sittings/" + slot + part;
    }
}
