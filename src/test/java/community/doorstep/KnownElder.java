package community.doorstep;

import static org.awaitility.Awaitility.await;

import community.doorstep.repair.RepairsInTown;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** An elder of whom the house knows much, and everybody who might want to know it. */
final class KnownElder {

    /** What is known; each is looked for as it is written. */
    enum Field {
        NAME("何桂芳"),
        PHONE(""),
        BIRTH_DATE("1944-03-01"),
        ADDRESS("望江街 77 号院"),
        ENTRANCE_CODE("9753#"),
        COMPLAINT("师傅来晚了一小时"),
        CLAIM("");

        private final String written;

        Field(String written) {
            this.written = written;
        }
    }

    final Town town;
    final RepairsInTown repairs;
    final Town.Person elder;
    final String lunch;
    final String lunchSlot;
    final String lunchBooking;
    final String repairBooking;
    final String complaint;
    private final Town.Person holder;
    private final String claim;
    private final Map<String, Town.Person> callers = new LinkedHashMap<>();

    KnownElder(Town town) {
        this.town = town;
        repairs = new RepairsInTown(town, 1000L);
        lunch = town.service("MEAL", "午餐", "AT_DOOR", null, null);
        town.publishPrices(Map.of(lunch, 1500L, repairs.service, 1000L));
        town.everyDay(lunch, 5);
        elder = town.resident(Field.NAME.written, Field.BIRTH_DATE.written);
        claim = town.made(elder, "/api/me/benefits", Map.of("communityId", town.communityId, "kind", "LOW_INCOME"));
        holder = repairs.worker("王建国", "TAP");
        Map<String, Object> details = RepairsInTown.details("TAP", "501", "WATER_RUNNING");
        details.put("address", Field.ADDRESS.written);
        details.put("building", "");
        details.put("entranceCode", Field.ENTRANCE_CODE.written);
        complaint = complained(repairs.repaired(elder, holder, details));
        repairBooking = repairs.booked(elder, details);
        repairs.claimed(holder, repairBooking);
        lunchSlot = town.slots(lunch).get(0);
        String quote = town.post(elder, "/api/quotes", Map.of("serviceId", lunch, "slotId", lunchSlot))
                .get("token")
                .asString();
        lunchBooking = town.made(elder, "/api/bookings", Map.of("slotId", lunchSlot, "quote", quote));
    }

    /** Nobody but the elder reads it before it was looked at. */
    private String complained(String booking) {
        String made =
                town.made(elder, "/api/bookings/" + booking + "/complaints", Map.of("words", Field.COMPLAINT.written));
        String complaints = "/api/admin/complaints?communityId=" + town.communityId;
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !town.get(town.admin, complaints)
                        .at("/items/0/wordsHidden")
                        .asBoolean());
        return made;
    }

    Town.Person caller(String role) {
        return callers.computeIfAbsent(role, name -> switch (name) {
            case "STRANGER" -> town.resident("生人", "1990-01-01");
            case "HOLDER" -> holder;
            case "SELF" -> elder;
            case "WORKER" -> repairs.worker("小刘", "TAP");
            default -> town.staff("员工" + name, name);
        });
    }

    /** What a text gives away. */
    Set<Field> fields(String text) {
        Set<Field> found = EnumSet.noneOf(Field.class);
        for (Field field : Field.values()) {
            if (text.contains(written(field))) {
                found.add(field);
            }
        }
        return found;
    }

    private String written(Field field) {
        return switch (field) {
            case PHONE -> elder.phone();
            case CLAIM -> claim;
            default -> field.written;
        };
    }
}
