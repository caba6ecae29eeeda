package community.doorstep.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EnrolmentApiTests extends ApiTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final List<Integer> SCHOOL_DAYS = List.of(1, 2, 3, 4, 5);

    @Test
    void aChildIsBookedForEverySchoolDayInOneRequest() {
        Care care = new Care(5, 60);
        Town.Person mother = town().resident("林小红", "1990-05-01");
        String child = town().family(mother, "周朵朵", "2018-09-09", "CHILD");
        Map<String, Object> pattern = pattern(tomorrow(), tomorrow().plusDays(29), SCHOOL_DAYS);
        JsonNode preview = care.preview(mother, child, pattern);
        long days = schoolDays(tomorrow(), tomorrow().plusDays(29));
        assertThat(preview.get("days")).hasSize((int) days);
        assertThat(preview.get("dueFen").asLong()).isEqualTo(days * 3000);

        String key = UUID.randomUUID().toString();
        Map<String, Object> wanted = care.wanted(child, pattern, true, preview);
        JsonNode made = town().send("POST", mother, "/api/enrolments", wanted, key);
        JsonNode again = town().send("POST", mother, "/api/enrolments", wanted, key);

        assertThat(made.get("booked").asLong()).isEqualTo(days);
        assertThat(again).isEqualTo(made);
        assertThat(bookings(child)).isEqualTo(days);
        assertThat(town().get(mother, "/api/enrolments").get("items")).hasSize(1);
        Town.Person stranger = town().resident("生人", "1970-05-01");
        String address = "/api/enrolments/" + made.get("id").asString();
        assertThat(town().exchange("GET", stranger, address, null, null).code()).isEqualTo("enrolment-unknown");
        assertThat(town().exchange("POST", stranger, address + "/end", null, null)
                        .code())
                .isEqualTo("enrolment-unknown");
    }

    @Test
    void allOrNoneBooksNothingWhenOneDayIsFullAndBestEffortLeavesThatDayOut() {
        Care care = new Care(1, 14);
        Town.Person mother = town().resident("林小红", "1990-05-01");
        Town.Person other = town().resident("陈大哥", "1980-05-01");
        Map<String, Object> pattern = pattern(tomorrow(), tomorrow().plusDays(9), List.of(1, 2, 3, 4, 5, 6, 7));
        Map<String, Object> third =
                pattern(tomorrow().plusDays(2), tomorrow().plusDays(2), List.of(1, 2, 3, 4, 5, 6, 7));
        care.enrol(other, null, third, true);
        JsonNode preview = care.preview(mother, null, pattern);

        Town.Answer none = town().exchange(
                        "POST",
                        mother,
                        "/api/enrolments",
                        care.wanted(null, pattern, true, preview),
                        UUID.randomUUID().toString());
        assertThat(none.code()).isEqualTo("repeat-not-possible");
        assertThat(none.body().get("days")).hasSize(1);
        assertThat(none.body().at("/days/0/code").asString()).isEqualTo("slot-full");
        assertThat(bookings(mother.id())).isZero();
        assertThat(town().get(mother, "/api/enrolments").get("items")).isEmpty();

        JsonNode most = care.enrol(mother, null, pattern, false);
        assertThat(most.get("booked").asLong()).isEqualTo(9);
        assertThat(most.at("/days/2/code").asString()).isEqualTo("slot-full");
        assertThat(bookings(mother.id())).isEqualTo(9);
    }

    @Test
    void aPauseCancelsTheDaysToComeAndResumingBooksThemAgain() {
        Care care = new Care(1, 14);
        Town.Person mother = town().resident("林小红", "1990-05-01");
        Town.Person other = town().resident("陈大哥", "1980-05-01");
        Map<String, Object> pattern = pattern(tomorrow(), tomorrow().plusDays(6), List.of(1, 2, 3, 4, 5, 6, 7));
        String address = "/api/enrolments/"
                + care.enrol(mother, null, pattern, true).get("id").asString();

        JsonNode paused = town().send("POST", mother, address + "/pause", null, null);
        assertThat(paused.get("state").asString()).isEqualTo("PAUSED");
        assertThat(bookings(mother.id())).isZero();
        LocalDate first = tomorrow();
        care.enrol(other, null, pattern(first, first, List.of(1, 2, 3, 4, 5, 6, 7)), true);

        JsonNode resumed = town().send("POST", mother, address + "/resumption", null, null);
        assertThat(resumed.get("state").asString()).isEqualTo("ACTIVE");
        assertThat(resumed.get("booked").asLong()).isEqualTo(6);
        assertThat(bookings(mother.id())).isEqualTo(6);
        assertThat(town().exchange("POST", mother, address + "/resumption", null, null)
                        .code())
                .isEqualTo("not-paused");
        town().send("POST", mother, address + "/end", null, null);
        town().send("POST", mother, address + "/end", null, null);
        assertThat(bookings(mother.id())).isZero();
        assertThat(town().exchange("POST", mother, address + "/pause", null, null)
                        .code())
                .isEqualTo("enrolment-ended");
    }

    @Test
    void daysWhoseSlotsAreMadeLaterFollowByThemselvesForNoMoreThanWasAgreed() {
        Care care = new Care(5, 5);
        Town.Person mother = town().resident("林小红", "1990-05-01");
        Map<String, Object> pattern = pattern(tomorrow(), tomorrow().plusDays(19), List.of(1, 2, 3, 4, 5, 6, 7));
        JsonNode made = care.enrol(mother, null, pattern, false);
        assertThat(made.get("booked").asLong()).isEqualTo(5);

        care.scheduleAgain(tomorrow().plusDays(5), 10);

        await().atMost(Duration.ofSeconds(20)).until(() -> bookings(mother.id()) == 11);

        town().publishPrices(Map.of(care.service, 4000L));
        care.scheduleAgain(tomorrow().plusDays(11), 12);
        String address = "/api/enrolments/" + made.get("id").asString();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> town().get(mother, address)
                        .get("days")
                        .valueStream()
                        .anyMatch(day -> day.get("code").asString().equals("dearer-than-agreed")));
        assertThat(bookings(mother.id())).isEqualTo(11);
    }

    @Test
    void badRepeatsAreRefusedWhole() {
        Care care = new Care(5, 14);
        Town.Person mother = town().resident("林小红", "1990-05-01");
        Map<String, Object> good = pattern(tomorrow(), tomorrow().plusDays(3), List.of(1, 2, 3, 4, 5, 6, 7));
        JsonNode preview = care.preview(mother, null, good);

        assertThat(care.tryToPreview(mother, pattern(tomorrow(), tomorrow().minusDays(1), SCHOOL_DAYS))
                        .code())
                .isEqualTo("dates-reversed");
        assertThat(care.tryToPreview(mother, pattern(tomorrow(), tomorrow().plusDays(500), SCHOOL_DAYS))
                        .code())
                .isEqualTo("repeat-too-long");
        assertThat(care.tryToPreview(mother, pattern(tomorrow(), tomorrow(), List.of(9)))
                        .status())
                .isEqualTo(400);
        Map<String, Object> outside = care.wanted(
                null,
                pattern(tomorrow().plusDays(1), tomorrow().plusDays(3), List.of(1, 2, 3, 4, 5, 6, 7)),
                true,
                preview);
        assertThat(enrolled(mother, outside, UUID.randomUUID().toString()).code())
                .isEqualTo("slot-outside-pattern");
        String stranger = town().resident("生人", "1970-05-01").id();
        assertThat(enrolled(
                                mother,
                                care.wanted(stranger, good, true, preview),
                                UUID.randomUUID().toString())
                        .status())
                .isIn(400, 404, 409);
        String key = UUID.randomUUID().toString();
        assertThat(enrolled(mother, care.wanted(null, good, true, preview), key).status())
                .isEqualTo(201);
        assertThat(enrolled(mother, care.wanted(null, good, false, preview), key)
                        .code())
                .isEqualTo("key-reused");
        assertThat(bookings(mother.id())).isEqualTo(4);
    }

    @Test
    void aFamilysDayIsQuotedTogetherEachAfterThoseBeforeIt() {
        Care care = new Care(5, 14);
        Town.Person mother = town().resident("林小红", "1990-05-01");
        String child = town().family(mother, "周朵朵", "2018-09-09", "CHILD");
        String slot = town().slots(care.service).get(0);

        JsonNode together = town().post(
                        mother,
                        "/api/quotes/batch",
                        Map.of(
                                "wishes",
                                List.of(
                                        Map.of("serviceId", care.service, "slotId", slot),
                                        Map.of("serviceId", care.service, "slotId", slot, "beneficiaryId", child))));

        assertThat(together.get("dueFen").asLong()).isEqualTo(6000);
        String quote = together.at("/quotes/1/quote/token").asString();
        Map<String, Object> wanted = Map.of("slotId", slot, "beneficiaryId", child, "quote", quote);
        assertThat(town().post(mother, "/api/bookings", wanted).get("dueFen").asLong())
                .isEqualTo(3000);
    }

    private Town.Answer enrolled(Town.Person caller, Map<String, Object> wanted, String key) {
        return town().exchange("POST", caller, "/api/enrolments", wanted, key);
    }

    private long bookings(String person) {
        return database.sql("""
                        SELECT count(*) AS n FROM booking
                        WHERE beneficiary_id = :person AND state IN ('HELD', 'CONFIRMED')
                        """)
                .bind("person", UUID.fromString(person))
                .map(row -> row.get("n", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }

    private static LocalDate tomorrow() {
        return LocalDate.now(ZONE).plusDays(1);
    }

    private static long schoolDays(LocalDate from, LocalDate to) {
        return from.datesUntil(to.plusDays(1))
                .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY)
                .count();
    }

    private static Map<String, Object> pattern(LocalDate from, LocalDate to, List<Integer> weekdays) {
        return Map.of("from", from.toString(), "to", to.toString(), "weekdays", weekdays);
    }

    /** A care service, paid at the door, with slots for so many days from tomorrow. */
    private final class Care {

        final String service = town().service("OTHER", "托管 " + Town.unique(), "AT_DOOR", null, null);

        Care(int capacity, int days) {
            town().publishPrices(Map.of(service, 3000L));
            schedule(tomorrow(), days, capacity);
        }

        void scheduleAgain(LocalDate first, int days) {
            schedule(first, days - (int) (first.toEpochDay() - tomorrow().toEpochDay()) + 1, 5);
        }

        private void schedule(LocalDate first, int days, int capacity) {
            Map<String, Object> schedule = new LinkedHashMap<>();
            schedule.put("serviceId", service);
            schedule.put("weekdays", List.of(1, 2, 3, 4, 5, 6, 7));
            schedule.put("starts", "16:00");
            schedule.put("ends", "18:00");
            schedule.put("cutOff", "16:00");
            schedule.put("capacity", capacity);
            schedule.put("activities", List.of("作业"));
            schedule.put("firstDay", first.toString());
            schedule.put("lastDay", first.plusDays(days - 1).toString());
            schedule.put("daysAhead", 100);
            town().made(town().admin, "/api/admin/schedules", schedule);
        }

        Town.Answer tryToPreview(Town.Person caller, Map<String, Object> pattern) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("serviceId", service);
            body.put("pattern", pattern);
            return town().exchange("POST", caller, "/api/enrolments/preview", body, null);
        }

        JsonNode preview(Town.Person caller, String person, Map<String, Object> pattern) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("serviceId", service);
            body.put("beneficiaryId", person);
            body.put("pattern", pattern);
            return town().send("POST", caller, "/api/enrolments/preview", body, null);
        }

        Map<String, Object> wanted(String person, Map<String, Object> pattern, boolean allOrNone, JsonNode preview) {
            List<Map<String, Object>> days = new ArrayList<>();
            preview.get("days")
                    .forEach(day -> days.add(Map.of(
                            "slotId",
                            day.get("slotId").asString(),
                            "quote",
                            day.at("/quote/token").asString())));
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("serviceId", service);
            body.put("beneficiaryId", person);
            body.put("pattern", pattern);
            body.put("allOrNone", allOrNone);
            body.put("days", days);
            return body;
        }

        JsonNode enrol(Town.Person caller, String person, Map<String, Object> pattern, boolean allOrNone) {
            JsonNode preview = preview(caller, person, pattern);
            return town().post(caller, "/api/enrolments", wanted(person, pattern, allOrNone, preview));
        }
    }
}
