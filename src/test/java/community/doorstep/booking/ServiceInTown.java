package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** A service with rules and a price, and what its people do with it. */
final class ServiceInTown {

    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    final String id;
    final List<String> slots;
    private final Town town;
    private final LocalTime starts;

    /** Every day from noon to one; rules as the JSON of ServiceRules. */
    ServiceInTown(Town town, DatabaseClient database, String kind, String terms, long fen, String rules) {
        this(town, database, kind, terms, fen, rules, LocalTime.NOON, 20);
    }

    ServiceInTown(
            Town town,
            DatabaseClient database,
            String kind,
            String terms,
            long fen,
            String rules,
            LocalTime starts,
            int capacity) {
        this.town = town;
        this.starts = starts;
        id = town.service(kind, "午餐 " + Town.unique(), terms, null, null);
        database.sql("UPDATE service SET rules = CAST(:rules AS jsonb) WHERE id = :id")
                .bind("rules", rules)
                .bind("id", UUID.fromString(id))
                .then()
                .block(Duration.ofSeconds(5));
        town.publishPrices(Map.of(id, fen));
        String end = starts.plusHours(1).toString();
        town.schedule(id, starts.toString(), end, end, capacity);
        slots = town.slots(id);
    }

    /** When the slot starts: the first of the list is tomorrow's. */
    Instant start(int slot, Instant now) {
        return LocalDate.ofInstant(now, ZONE)
                .plusDays(1 + slot)
                .atTime(starts)
                .atZone(ZONE)
                .toInstant();
    }

    Town.Answer tryToBook(Town.Person caller, String slot, String beneficiary) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("serviceId", id);
        wanted.put("slotId", slot);
        wanted.put("beneficiaryId", beneficiary);
        String quote = town.post(caller, "/api/quotes", wanted).get("token").asString();
        wanted.remove("serviceId");
        wanted.put("quote", quote);
        return town.exchange(
                "POST", caller, "/api/bookings", wanted, UUID.randomUUID().toString());
    }

    String book(Town.Person caller, String slot, String beneficiary) {
        Town.Answer answer = tryToBook(caller, slot, beneficiary);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.body().get("id").asString();
    }

    /** Paid in cash at the counter. */
    String bookPaid(Town.Person caller, String slot, String beneficiary, Town.Person operator) {
        String booking = book(caller, slot, beneficiary);
        town.send("POST", operator, "/api/station/bookings/" + booking + "/cash", null, null);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !booking(caller, booking).get("paidAt").isNull());
        return booking;
    }

    JsonNode booking(Town.Person caller, String booking) {
        return town.get(caller, "/api/bookings/" + booking);
    }

    Town.Answer cancel(Town.Person caller, String booking, Object body) {
        return town.exchange("POST", caller, "/api/bookings/" + booking + "/cancellation", body, null);
    }

    JsonNode terms(Town.Person caller, String booking) {
        return town.get(caller, "/api/bookings/" + booking + "/cancellation");
    }

    int seatsLeft(String slot) {
        return town.get(null, "/api/services/" + id + "/slots")
                .valueStream()
                .filter(each -> each.get("id").asString().equals(slot))
                .findFirst()
                .orElseThrow()
                .get("seatsLeft")
                .asInt();
    }
}
