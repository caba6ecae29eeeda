package community.doorstep.anyinput;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.anyinput.ApiDescription.Call;
import community.doorstep.anyinput.ApiDescription.Parameter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/** No input causes a 5xx: every operation, by whoever may call it, with good, odd and broken values. */
class AnyInputTests extends ApiTest {

    private static final int TIMES = Boolean.getBoolean("thorough") ? 15 : 3;
    private static final int LONGEST = 300;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Logger log = LoggerFactory.getLogger(AnyInputTests.class);

    /** These end the caller's own part in the test. */
    private static final Set<String> LAST = Set.of("DELETE /api/me", "DELETE /api/sessions/current");

    private record Asked(String method, String address, Town.Person by, Object body) {}

    private record Answered(int status, String code, String body) {}

    private Map<String, Town.Person> people;
    private List<String> ids;

    @Test
    void everyAnswerIsOneOfTheApis() throws Exception {
        someTown();
        ApiDescription description = new ApiDescription(Files.readString(Path.of("api-docs/openapi.yaml")));
        long seed = Long.getLong("seed", 42);
        Random random = new Random(seed);
        LocalDate today = LocalDate.ofInstant(CLOCK.instant(), ZoneId.of("Asia/Shanghai"));
        AnyValue values = new AnyValue(description, random, ids, today);
        List<String> wrong = new ArrayList<>();
        Set<Call> reached = new HashSet<>();
        List<Call> calls = description.calls().stream()
                .filter(call -> !call.streams() && !LAST.contains(call.method() + " " + call.path()))
                .toList();

        for (Call call : calls) {
            for (int time = 0; time < TIMES; time++) {
                Asked asked = asked(call, values, random);
                Answered answer = answered(asked);
                if (answer.status() < 300) {
                    reached.add(call);
                }
                if (answer.status() >= 500
                        || answer.status() >= 400 && answer.code().isEmpty()) {
                    wrong.add(asked + " answered " + answer);
                }
            }
        }

        log.info("{} of {} operations did what was asked at least once", reached.size(), calls.size());
        wrong.forEach(log::error);
        assertThat(wrong).as("with -Dseed=" + seed).isEmpty();
        assertThat(reached).as("else little is tried but doors").hasSizeGreaterThan(calls.size() / 8);
    }

    private void someTown() {
        people = new LinkedHashMap<>();
        people.put("/api/admin", town().admin);
        for (String role : List.of("STATION_LEAD", "OPERATOR", "COUNTER", "TEACHER", "WORKER", "FINANCE")) {
            people.put(role, town().staff("员工", role));
        }
        Town.Person resident = town().resident("何桂芳", "1944-03-01");
        people.put("/api/me", resident);
        String child = town().family(resident, "小雨", "2018-05-01", "CHILD");
        String lunch = town().service("MEAL", "午餐", "AT_DOOR", null, null);
        town().publishPrices(Map.of(lunch, 1500L));
        town().everyDay(lunch, 50);
        List<String> slots = town().slots(lunch);
        String quote = town().post(resident, "/api/quotes", Map.of("serviceId", lunch, "slotId", slots.get(0)))
                .get("token")
                .asString();
        String booking = town().made(resident, "/api/bookings", Map.of("slotId", slots.get(0), "quote", quote));
        ids = List.of(town().communityId, town().stationId, resident.id(), child, lunch, slots.get(1), booking);
    }

    private Asked asked(Call call, AnyValue values, Random random) {
        String address = call.path();
        List<String> query = new ArrayList<>();
        for (Parameter parameter : call.parameters()) {
            String word = encoded(shortened(values.word(parameter.schema())));
            if (parameter.in().equals("path")) {
                address = address.replace("{" + parameter.name() + "}", word);
            } else if (parameter.in().equals("query") && random.nextBoolean()) {
                query.add(parameter.name() + "=" + word);
            }
        }
        String whole = query.isEmpty() ? address : address + "?" + String.join("&", query);
        Object body = call.body() == null ? null : values.body(call.body());
        return new Asked(call.method(), whole, caller(call.path(), random), body);
    }

    /** Mostly who has the right to. */
    private Town.Person caller(String path, Random random) {
        List<Town.Person> all = List.copyOf(people.values());
        Town.Person someone = all.get(random.nextInt(all.size()));
        return people.entrySet().stream()
                .filter(one -> path.startsWith(one.getKey()) && random.nextInt(10) > 0)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(someone);
    }

    /** A longer first line is refused by the server before the application sees it, with 414 and no body. */
    private static String shortened(String word) {
        return word.substring(0, Math.min(word.length(), LONGEST));
    }

    private static String encoded(String word) {
        return URLEncoder.encode(word, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Answered answered(Asked asked) {
        WebTestClient.RequestBodySpec request = api().method(HttpMethod.valueOf(asked.method()))
                .uri(java.net.URI.create("http://127.0.0.1:" + port + asked.address()))
                .headers(headers -> headers.setBearerAuth(asked.by().token()))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .header("If-Match", "*");
        if (asked.body() != null) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(JSON.writeValueAsString(asked.body()));
        }
        var result = request.exchange().expectBody(byte[].class).returnResult();
        byte[] bytes = result.getResponseBody();
        String body = bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
        int status = result.getStatus().value();
        return new Answered(status, status < 400 ? "" : code(body), status < 400 ? "" : body);
    }

    private static String code(String body) {
        return Stream.of(body)
                .filter(text -> text.startsWith("{"))
                .map(JSON::readTree)
                .map(problem -> problem.path("code").asString(""))
                .findFirst()
                .orElse("");
    }
}
