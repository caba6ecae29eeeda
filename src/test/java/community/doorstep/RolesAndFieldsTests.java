package community.doorstep;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.repair.RepairsInTown;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** A table of roles and what they may read of a resident, held against everything that can be read in this API. */
class RolesAndFieldsTests extends ApiTest {

    /** What is known of a resident; each is looked for as it is written. */
    private enum Field {
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

    private static final Map<String, Set<Field>> MAY_SEE = Map.ofEntries(
            entry("STRANGER", EnumSet.noneOf(Field.class)),
            entry("WORKER", EnumSet.noneOf(Field.class)),
            entry("HOLDER", EnumSet.of(Field.NAME, Field.PHONE, Field.ADDRESS, Field.ENTRANCE_CODE)),
            entry("COUNTER", EnumSet.of(Field.NAME)),
            entry("TEACHER", EnumSet.of(Field.NAME)),
            entry("OPERATOR", EnumSet.of(Field.NAME)),
            entry("STATION_LEAD", EnumSet.of(Field.NAME)),
            entry("FINANCE", EnumSet.of(Field.NAME)),
            entry("COMMUNITY_ADMIN", EnumSet.of(Field.NAME, Field.COMPLAINT, Field.CLAIM, Field.ADDRESS)),
            entry("SELF", EnumSet.allOf(Field.class)));

    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final Map<String, String> JSON = Map.of("Accept", "application/json");

    private RepairsInTown repairs;
    private Town.Person elder;
    private Town.Person holder;
    private String lunchBooking;
    private String repairBooking;
    private String lunch;
    private String complaint;
    private String claim;

    @BeforeEach
    void anElderOfWhomMuchIsKnown() {
        repairs = new RepairsInTown(town(), 1000L);
        lunch = town().service("MEAL", "午餐", "AT_DOOR", null, null);
        town().publishPrices(Map.of(lunch, 1500L, repairs.service, 1000L));
        town().everyDay(lunch, 5);
        elder = town().resident("何桂芳", "1944-03-01");
        claim = town().made(elder, "/api/me/benefits", Map.of("communityId", town().communityId, "kind", "LOW_INCOME"));
        holder = repairs.worker("王建国", "TAP");
        Map<String, Object> details = RepairsInTown.details("TAP", "501", "WATER_RUNNING");
        details.put("address", Field.ADDRESS.written);
        details.put("building", "");
        details.put("entranceCode", Field.ENTRANCE_CODE.written);
        String before = repairs.repaired(elder, holder, details);
        complaint =
                town().made(elder, "/api/bookings/" + before + "/complaints", Map.of("words", Field.COMPLAINT.written));
        // Nobody but the elder reads it before it was looked at.
        String complaints = "/api/admin/complaints?communityId=" + town().communityId;
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !town().get(town().admin, complaints)
                        .at("/items/0/wordsHidden")
                        .asBoolean());
        repairBooking = repairs.booked(elder, details);
        repairs.claimed(holder, repairBooking);
        String slot = town().slots(lunch).get(0);
        String quote = town().post(elder, "/api/quotes", Map.of("serviceId", lunch, "slotId", slot))
                .get("token")
                .asString();
        lunchBooking = town().made(elder, "/api/bookings", Map.of("slotId", slot, "quote", quote));
    }

    @Test
    void eachRoleSeesWhatItsTaskNeedsAndNoMore() {
        List<String> addresses = addresses().toList();
        Map<String, Set<Field>> seen = new LinkedHashMap<>();
        for (String role : MAY_SEE.keySet()) {
            Set<Field> found = EnumSet.noneOf(Field.class);
            for (String address : addresses) {
                Town.Answer answer = town().answered("GET", caller(role), address, null, JSON);
                assertThat(answer.status()).as(role + " " + address).isLessThan(500);
                Set<Field> here = answer.status() == 200 ? fields(String.valueOf(answer.body())) : Set.of();
                assertThat(MAY_SEE.get(role)).as(role + " reads " + address).containsAll(here);
                found.addAll(here);
            }
            seen.put(role, found);
        }

        assertThat(seen.get("SELF"))
                .as("what is looked for is there to be found")
                .isEqualTo(MAY_SEE.get("SELF"));
        assertThat(seen.get("HOLDER")).isEqualTo(MAY_SEE.get("HOLDER"));
        assertThat(seen.get("COMMUNITY_ADMIN")).contains(Field.COMPLAINT);
    }

    private final Map<String, Town.Person> callers = new LinkedHashMap<>();

    private Town.Person caller(String role) {
        return callers.computeIfAbsent(role, name -> switch (name) {
            case "STRANGER" -> town().resident("生人", "1990-01-01");
            case "HOLDER" -> holder;
            case "SELF" -> elder;
            case "WORKER" -> repairs.worker("小刘", "TAP");
            default -> town().staff("员工" + name, name);
        });
    }

    private Set<Field> fields(String body) {
        Set<Field> found = EnumSet.noneOf(Field.class);
        for (Field field : Field.values()) {
            if (body.contains(written(field))) {
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

    /** Every address that can be read and is not open to all, with the ids of this elder and town. */
    private Stream<String> addresses() {
        Map<String, Map<String, Object>> paths = new Yaml()
                .<Map<String, Map<String, Map<String, Object>>>>load(description())
                .get("paths");
        String day = java.time.LocalDate.ofInstant(CLOCK.instant(), java.time.ZoneId.of("Asia/Shanghai"))
                .toString();
        String asked = "?communityId=" + town().communityId + "&stationId=" + town().stationId + "&serviceId=" + lunch
                + "&community=" + town().communityId + "&day=" + day + "&from=" + day + "&to=" + day;
        return paths.entrySet().stream()
                .filter(path -> path.getValue().containsKey("get") && !isOpen(path.getValue()))
                .map(Map.Entry::getKey)
                .filter(path -> !path.endsWith("/stream") && !path.startsWith("/wechat"))
                .flatMap(path -> filled(path, day))
                .map(path -> path + asked);
    }

    private String description() {
        byte[] yaml = api().mutate()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES))
                .build()
                .get()
                .uri("/v3/api-docs.yaml")
                .exchange()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseBody();
        return new String(yaml, StandardCharsets.UTF_8);
    }

    /** What everybody may read is about nobody. */
    private static boolean isOpen(Map<String, Object> path) {
        return List.of().equals(((Map<?, ?>) path.get("get")).get("security"));
    }

    private Stream<String> filled(String path, String day) {
        if (!path.contains("{")) {
            return Stream.of(path);
        }
        return Stream.of(
                        repairBooking, lunchBooking, lunch, town().stationId, town().communityId, elder.id(), complaint)
                .map(id -> path.replace("{day}", day).replaceAll("\\{\\w+}", id));
    }
}
