package community.doorstep;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.KnownElder.Field;
import java.nio.charset.StandardCharsets;
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

    static final Map<String, Set<Field>> MAY_SEE = Map.ofEntries(
            entry("STRANGER", EnumSet.noneOf(Field.class)),
            entry("WORKER", EnumSet.noneOf(Field.class)),
            entry("HOLDER", EnumSet.of(Field.NAME, Field.ADDRESS, Field.ENTRANCE_CODE)),
            entry("COUNTER", EnumSet.of(Field.NAME)),
            entry("TEACHER", EnumSet.of(Field.NAME)),
            entry("OPERATOR", EnumSet.of(Field.NAME)),
            entry("STATION_LEAD", EnumSet.of(Field.NAME)),
            entry("FINANCE", EnumSet.of(Field.NAME)),
            entry("COMMUNITY_ADMIN", EnumSet.of(Field.NAME, Field.COMPLAINT, Field.CLAIM, Field.ADDRESS)),
            entry("SELF", EnumSet.allOf(Field.class)));

    private static final int MOST_BYTES = 8 * 1024 * 1024;
    private static final Map<String, String> JSON = Map.of("Accept", "application/json");

    private KnownElder known;

    @BeforeEach
    void anElderOfWhomMuchIsKnown() {
        known = new KnownElder(town());
    }

    @Test
    void eachRoleSeesWhatItsTaskNeedsAndNoMore() {
        List<String> addresses = addresses().toList();
        Map<String, Set<Field>> seen = new LinkedHashMap<>();
        for (String role : MAY_SEE.keySet()) {
            Set<Field> found = EnumSet.noneOf(Field.class);
            for (String address : addresses) {
                Town.Answer answer = town().answered("GET", known.caller(role), address, null, JSON);
                assertThat(answer.status()).as(role + " " + address).isLessThan(500);
                Set<Field> here = answer.status() == 200 ? known.fields(String.valueOf(answer.body())) : Set.of();
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

    /** Every address that can be read and is not open to all, with the ids of this elder and town. */
    private Stream<String> addresses() {
        Map<String, Map<String, Object>> paths = new Yaml()
                .<Map<String, Map<String, Map<String, Object>>>>load(description())
                .get("paths");
        String day = java.time.LocalDate.ofInstant(CLOCK.instant(), java.time.ZoneId.of("Asia/Shanghai"))
                .toString();
        String asked = "?communityId=" + town().communityId + "&stationId=" + town().stationId + "&serviceId="
                + known.lunch + "&community=" + town().communityId + "&day=" + day + "&from=" + day + "&to=" + day;
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
                        known.repairBooking,
                        known.lunchBooking,
                        known.lunch,
                        known.lunchSlot,
                        town().stationId,
                        town().communityId,
                        known.elder.id(),
                        known.complaint)
                .map(id -> path.replace("{day}", day).replaceAll("\\{\\w+}", id));
    }
}
