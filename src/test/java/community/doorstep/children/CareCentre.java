package community.doorstep.children;

import community.doorstep.TestClock;
import community.doorstep.Town;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A care centre with an afternoon session on every day, a teacher on duty, and a family of two parents. */
public final class CareCentre {

    private static final int SEATS = 100;
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    public static final long FEE = 3000;

    public final Town town;
    public final String service;
    public final String room;
    public final Town.Person teacher;
    public final Town.Person mother;
    public final Town.Person father;
    public final String child;
    public final LocalDate day;

    private final TestClock clock;

    /** In the morning of a day to come: the session goes from 15:00 to 18:00. */
    public CareCentre(Town town, TestClock clock) {
        this(town, clock, "AT_DOOR");
    }

    public CareCentre(Town town, TestClock clock, String terms) {
        this.town = town;
        this.clock = clock;
        day = LocalDate.ofInstant(clock.instant(), ZONE).plusDays(2);
        service = town.service("CARE", "课后托管", terms, 3, 14);
        room = town.room("阅读室", SEATS);
        teacher = town.staff("林老师", "TEACHER");
        town.publishPrices(Map.of(service, FEE));
        town.schedule(
                service,
                "15:00",
                "18:00",
                "15:00",
                SEATS,
                Map.of("roomId", room, "teacherId", teacher.id(), "keepsHolidays", false));
        mother = town.resident("林小红", "1990-05-01");
        father = town.resident("周强", "1988-02-01");
        child = town.family(mother, "周朵朵", "2018-09-09", "CHILD");
        String code = town.post(mother, "/api/me/family/" + child + "/invitations", null)
                .get("code")
                .asString();
        town.post(father, "/api/me/family/acceptances", Map.of("code", code));
        at("09:00");
    }

    /** Now it is that time of the centre's day. */
    public Instant at(String time) {
        Instant moment = moment(time);
        clock.set(moment);
        return moment;
    }

    public Instant moment(String time) {
        return day.atTime(LocalTime.parse(time)).atZone(ZONE).toInstant();
    }

    public String booked(String whom) {
        return booked(mother, whom, day);
    }

    /** The id of a booking of the session on that day. */
    public String booked(Town.Person parent, String whom, LocalDate when) {
        String slot = town.get(null, "/api/services/" + service + "/slots?from=" + when + "&to=" + when)
                .at("/0/id")
                .asString();
        Map<String, Object> wanted = Map.of("serviceId", service, "slotId", slot, "beneficiaryId", whom);
        String quote = town.post(parent, "/api/quotes", wanted).get("token").asString();
        return town.made(parent, "/api/bookings", Map.of("slotId", slot, "beneficiaryId", whom, "quote", quote));
    }

    public void onDuty(Town.Person staff) {
        onDuty(staff, true);
    }

    public void onDuty(Town.Person staff, boolean here) {
        town.send("PUT", staff, "/api/station/care/duty", Map.of("stationId", town.stationId, "onDuty", here), null);
    }

    /** Adds a second child of the mother. */
    public String another(String name) {
        return town.family(mother, name, "2017-03-03", "CHILD");
    }

    public void writeCard(String whom, String... allergies) {
        Map<String, Object> card = new HashMap<>();
        card.put("allergies", List.of(allergies));
        card.put("medicine", List.of("哮喘喷雾，喘时两下"));
        card.put("contacts", List.of(Map.of("name", "周奶奶", "relation", "奶奶", "phone", "13911112222")));
        card.put("notes", "怕狗");
        Town.Answer answer =
                town.answered("PUT", mother, "/api/me/family/" + whom + "/card", card, Map.of("If-Match", "\"0\""));
        if (answer.status() != 200) {
            throw new AssertionError(answer.body());
        }
    }

    public void limit(Town.Person guardian, boolean informed, boolean arranges, boolean picksUp) {
        town.send(
                "PUT",
                town.admin,
                "/api/admin/care/children/" + child + "/guardians/" + guardian.id(),
                Map.of("informed", informed, "arranges", arranges, "picksUp", picksUp, "reason", "法院裁定书已核对"),
                null);
    }

    public JsonNode daySheet() {
        return town.get(teacher, "/api/station/care/day?stationId=" + town.stationId + "&day=" + day);
    }

    public JsonNode row(String booking) {
        return daySheet()
                .get("children")
                .valueStream()
                .filter(row -> row.get("bookingId").asString().equals(booking))
                .findFirst()
                .orElseThrow();
    }
}
