package community.doorstep;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.KnownElder.Field;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.json.JsonMapper;

/** The table of roles and fields, held against what is answered to a write, and against sheets to download. */
class RolesAndAnswersTests extends ApiTest {

    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /** What the form shows of a caller whom the operator has on the line: where was helped lately, no code. */
    private static final Set<Field> ON_THE_LINE = EnumSet.of(Field.NAME, Field.ADDRESS);

    /** One number at a time, of a job that is open; each look is written down. */
    private static final Set<Field> TO_CONNECT = EnumSet.of(Field.NAME, Field.PHONE);

    /** The canteen's own tests see the name there, when it is time. */
    private static final String NOT_BEFORE_LUNCH = "POST /api/station/redemptions";

    /** Who learns what from the answer to a write; nobody else learns anything. */
    private static final Map<String, Map<String, Set<Field>>> TOLD = Map.ofEntries(
            entry(
                    "POST /api/station/residents/search",
                    Map.of(
                            "OPERATOR", EnumSet.of(Field.NAME),
                            "STATION_LEAD", EnumSet.of(Field.NAME),
                            "COUNTER", EnumSet.of(Field.NAME))),
            entry("POST /api/station/calls/caller", Map.of("OPERATOR", ON_THE_LINE, "STATION_LEAD", ON_THE_LINE)),
            entry("POST /api/station/jobs/{id}/contact", Map.of("OPERATOR", TO_CONNECT, "STATION_LEAD", TO_CONNECT)),
            entry(
                    "POST /api/station/sittings/{slotId}/search",
                    Map.of("COUNTER", EnumSet.of(Field.NAME), "STATION_LEAD", EnumSet.of(Field.NAME))),
            entry(NOT_BEFORE_LUNCH, Map.of("COUNTER", EnumSet.of(Field.NAME), "STATION_LEAD", EnumSet.of(Field.NAME))),
            entry("POST /api/admin/residents/search", Map.of("COMMUNITY_ADMIN", EnumSet.of(Field.NAME, Field.CLAIM))),
            entry("POST /api/admin/complaints/{id}/answer", Map.of("COMMUNITY_ADMIN", EnumSet.of(Field.COMPLAINT))));

    /** Answers with a name that is none of a resident's: of a dish, a part, a holiday, a member of staff; or one's own. */
    private static final Set<String> OF_OTHERS = Set.of(
            "PUT /api/admin/communities/{id}/calendar/{day}",
            "DELETE /api/admin/communities/{id}/calendar/{day}",
            "PUT /api/admin/rooms/{id}",
            "PUT /api/admin/menus/{serviceId}/{day}",
            "PUT /api/station/menus/{serviceId}/{day}",
            "POST /api/admin/sign-ins/{person}",
            "POST /api/admin/sign-ins/{person}/reset",
            "POST /api/admin/work-items",
            "PUT /api/admin/work-items/{id}",
            "POST /api/worker/repairs/{id}/offers",
            "POST /api/worker/repairs/{id}/offers/{offer}/approval",
            "POST /api/worker/repairs/{id}/offers/{offer}/withdrawal",
            // What the desk itself has just written down.
            "POST /api/station/residents");

    private static final Set<String> OF_A_PERSON =
            Set.of("name", "phone", "phoneEnd", "lastDigits", "birthDate", "address", "entranceCode", "words");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Map<String, Object> described;
    private KnownElder known;

    @BeforeEach
    void anElderOfWhomMuchIsKnown() throws IOException {
        described = new Yaml().load(Files.readString(Path.of("api-docs/openapi.yaml")));
        known = new KnownElder(town());
    }

    @Test
    void whatIsAnsweredToAWriteIsNoMore() {
        TOLD.forEach((write, may) -> {
            Set<Field> found = EnumSet.noneOf(Field.class);
            for (String role : RolesAndFieldsTests.MAY_SEE.keySet()) {
                Set<Field> here = learns(role, write);
                assertThat(role.equals("SELF") ? Set.of() : may.getOrDefault(role, Set.of()))
                        .as(role + " " + write)
                        .containsAll(here);
                found.addAll(here);
            }
            if (!write.equals(NOT_BEFORE_LUNCH)) {
                assertThat(found).as(write).isEqualTo(may.values().iterator().next());
            }
        });
    }

    private Set<Field> learns(String role, String write) {
        String[] parts = write.split(" ");
        String id = parts[1].contains("/jobs/") ? known.repairBooking : known.complaint;
        String address = parts[1].replace("{slotId}", known.lunchSlot).replace("{id}", id);
        return known.fields(answer(HttpMethod.valueOf(parts[0]), role, address, body(parts[1]), "application/json"));
    }

    private Object body(String path) {
        return switch (path) {
            case "/api/station/sittings/{slotId}/search" -> Map.of("name", "何");
            case "/api/station/redemptions" -> Map.of("stationId", town().stationId, "bookingId", known.lunchBooking);
            case "/api/admin/complaints/{id}/answer" -> Map.of("answer", "对不起");
            default -> Map.of("phone", known.elder.phone());
        };
    }

    @Test
    void noWriteOfStaffThatTellsOfAPersonIsLeftOut() {
        Set<String> telling = new TreeSet<>();
        paths().forEach((path, operations) -> operations.forEach((method, operation) -> {
            boolean staff = path.matches("/api/(station|admin|worker)/.*") && !method.equals("get");
            if (staff
                    && namesIn(tree(operation).get("responses"), new HashSet<>()).stream()
                            .anyMatch(OF_A_PERSON::contains)) {
                telling.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path);
            }
        }));
        Set<String> listed = new TreeSet<>(TOLD.keySet());
        listed.addAll(OF_OTHERS);

        assertThat(telling).isEqualTo(listed);
    }

    @Test
    void aSheetSaysNoMoreThanTheScreen() {
        String day = java.time.LocalDate.ofInstant(CLOCK.instant(), java.time.ZoneId.of("Asia/Shanghai"))
                .toString();
        String asked = "?communityId=" + town().communityId + "&stationId=" + town().stationId + "&serviceId="
                + known.lunch + "&day=" + day + "&from=" + day + "&to=" + day + "&month=" + day.substring(0, 7);
        Map<String, Set<Field>> seen = new LinkedHashMap<>();
        for (String path : sheets()) {
            String address = path.replace("{slotId}", known.lunchSlot)
                            .replace("{code}", "residents")
                            .replace("{child}", known.elder.id())
                    + asked;
            for (String role : RolesAndFieldsTests.MAY_SEE.keySet()) {
                for (String type : List.of("text/csv", XLSX)) {
                    Set<Field> here = known.fields(answer(HttpMethod.GET, role, address, null, type));
                    assertThat(RolesAndFieldsTests.MAY_SEE.get(role))
                            .as(role + " " + path)
                            .containsAll(here);
                    seen.computeIfAbsent(type, none -> EnumSet.noneOf(Field.class))
                            .addAll(here);
                }
            }
        }

        assertThat(seen.values()).as("there is something to be found").allMatch(found -> found.contains(Field.NAME));
    }

    private Set<String> sheets() {
        return paths().entrySet().stream()
                .filter(path -> String.valueOf(tree(path.getValue().get("get")).get("responses"))
                        .contains("text/csv"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The text of it, of a workbook that of its cells; nothing when it was refused. */
    private String answer(HttpMethod method, String role, String address, Object body, String type) {
        WebTestClient.RequestBodySpec request = api().method(method)
                .uri(address)
                .headers(headers -> headers.setBearerAuth(known.caller(role).token()))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("Accept", type);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(JSON.writeValueAsString(body));
        }
        var result = request.exchange().expectBody(byte[].class).returnResult();
        assertThat(result.getStatus().value()).as(role + " " + address).isLessThan(500);
        byte[] bytes = result.getResponseBody();
        if (bytes == null || !result.getStatus().is2xxSuccessful()) {
            return "";
        }
        return type.equals(XLSX) ? unpacked(bytes) : new String(bytes, StandardCharsets.UTF_8);
    }

    private static String unpacked(byte[] workbook) {
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(workbook));
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            return rows.flatMap(Row::stream)
                    .filter(Objects::nonNull)
                    .map(Cell::getText)
                    .collect(Collectors.joining("\n"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Map<String, Object>> paths() {
        return (Map<String, Map<String, Object>>) described.get("paths");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> tree(Object node) {
        return node == null ? Map.of() : (Map<String, Object>) node;
    }

    /** The names of all fields within, with what it refers to. */
    private Set<String> namesIn(Object node, Set<String> followed) {
        Set<String> names = new HashSet<>();
        if (node instanceof List<?> list) {
            list.forEach(one -> names.addAll(namesIn(one, followed)));
        } else if (node instanceof Map<?, ?> map) {
            names.addAll(tree(map.get("properties")).keySet());
            map.values().forEach(one -> names.addAll(namesIn(one, followed)));
            if (map.get("$ref") instanceof String reference
                    && reference.contains("/schemas/")
                    && followed.add(reference)) {
                String name = reference.substring(reference.lastIndexOf('/') + 1);
                names.addAll(namesIn(
                        tree(tree(described.get("components")).get("schemas")).get(name), followed));
            }
        }
        return names;
    }
}
