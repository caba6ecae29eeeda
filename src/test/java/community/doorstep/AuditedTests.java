package community.doorstep;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Everything that staff do is written down: in the audit, or in a row that itself says who wrote it and is kept. */
class AuditedTests extends ApiTest {

    /** How a write's address begins, and the column that names who did it. */
    private static final Map<String, String> IN_ROWS_OF_THEIR_OWN = Map.ofEntries(
            entry("POST /api/station/jobs/", "job_event.actor_id"),
            entry("POST /api/worker/jobs/", "job_event.actor_id"),
            entry("POST /api/worker/jobs/{id}/photos", "job_photo.taken_by"),
            entry("POST /api/worker/jobs/{id}/helpers", "job.requested_by"),
            entry("POST /api/worker/repairs/{id}/photos", "repair_photo.taken_by"),
            entry("POST /api/worker/repairs/{id}/offers", "extra_offer.worker_id"),
            entry("PUT /api/worker/shift", "worker_shift.worker_id"),
            entry("PUT /api/worker/break", "worker_shift.worker_id"),
            entry("PUT /api/worker/position", "worker_shift.worker_id"),
            entry("POST /api/station/calls", "booking.booked_by"),
            entry("POST /api/station/sittings/{slotId}/walk-ins", "booking.booked_by"),
            entry("POST /api/station/slots/{id}/waitlist", "waitlist_entry.asked_by"));

    /** What is asked by POST for its length and changes nothing. */
    private static final Set<String> QUESTIONS = Set.of("POST /api/admin/price-books/{id}/simulation");

    @Test
    void everyWriteOfStaffIsWrittenDown() {
        Set<String> unaudited = StaffWrites.unaudited();
        unaudited.removeAll(QUESTIONS);
        unaudited.removeIf(write -> IN_ROWS_OF_THEIR_OWN.keySet().stream().anyMatch(write::startsWith));

        assertThat(StaffWrites.all()).as("else nothing is looked at").hasSizeGreaterThan(100);
        assertThat(unaudited).isEmpty();
    }

    @Test
    void noExceptionIsMadeForWhatIsAudited() {
        Set<String> unaudited = StaffWrites.unaudited();

        assertThat(IN_ROWS_OF_THEIR_OWN.keySet())
                .allSatisfy(begin -> assertThat(unaudited).anyMatch(write -> write.startsWith(begin)));
        assertThat(unaudited).containsAll(QUESTIONS);
    }

    @Test
    void theOtherRowsNameWhoWroteThem() {
        List<String> columns = database.sql("""
            SELECT table_name || '.' || column_name AS name FROM information_schema.columns
            WHERE table_schema = 'public'
            """)
                .map(row -> row.get("name", String.class))
                .all()
                .collectList()
                .block();

        assertThat(columns).containsAll(new TreeSet<>(IN_ROWS_OF_THEIR_OWN.values()));
    }

    @Test
    void moneyFulfilmentPartsAndPlansAreFoundInTheAudit() {
        Town.Person lead = town().staff("站长", "STATION_LEAD");
        Town.Person worker = town().staff("王建国", "WORKER");
        String booking = lunchFor(town().resident("何奶奶", "1944-03-01"));
        String part = town().workItem("PART", "阀门", "个", 3500);

        town().post(lead, "/api/station/bookings/" + booking + "/cash", null);
        town().post(lead, "/api/station/bookings/" + booking + "/fulfilment", null);
        town().post(lead, "/api/station/stock/receipts", shelf(part, "quantity", 5));
        town().post(lead, "/api/station/stock/counts", shelf(part, "counted", 4));
        town().post(lead, "/api/station/cash/handovers", Map.of("stationId", town().stationId));
        String planned = town().made(
                        lead,
                        "/api/station/plan",
                        Map.of(
                                "stationId", town().stationId,
                                "workerId", worker.id(),
                                "startsAt", CLOCK.instant().plus(Duration.ofHours(1)),
                                "endsAt", CLOCK.instant().plus(Duration.ofHours(5))));
        town().send("DELETE", lead, "/api/station/plan/" + planned, null, null);

        JsonNode noted = town().get(town().admin, "/api/admin/audit-entries?actorId=" + lead.id())
                .get("items");
        assertThat(noted.findValuesAsString("action"))
                .containsExactly(
                        "shift-withdrawn",
                        "shift-planned",
                        "cash-offered",
                        "stock-counted",
                        "stock-received",
                        "booking-fulfilled",
                        "cash-taken");
        assertThat(noted.get(6).get("details").asString()).isEqualTo("1500");
        assertThat(noted.get(5).get("subjectId").asString()).isEqualTo(booking);
    }

    private Map<String, Object> shelf(String part, String word, int number) {
        return Map.of("stationId", town().stationId, "itemId", part, word, number);
    }

    private String lunchFor(Town.Person elder) {
        String lunch = town().service("MEAL", "午餐", "AT_DOOR", null, null);
        town().publishPrices(Map.of(lunch, 1500L));
        town().everyDay(lunch, 5);
        String slot = town().slots(lunch).get(0);
        String quote = town().post(elder, "/api/quotes", Map.of("serviceId", lunch, "slotId", slot))
                .get("token")
                .asString();
        return town().made(elder, "/api/bookings", Map.of("slotId", slot, "quote", quote));
    }
}
