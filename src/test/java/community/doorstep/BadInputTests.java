package community.doorstep;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What cannot be right is refused with a code of its own, in the language of the caller, and nothing is written. */
class BadInputTests extends ApiTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MEMBER = "{\"name\":\"小雨\",\"birthDate\":\"2018-05-01\",\"relation\":\"CHILD\"}";

    private Town.Person caller;

    @BeforeEach
    void signIn() {
        caller = town().signIn("bad" + Town.unique(), Town.phone());
    }

    @Test
    void anUnknownField() {
        JsonNode problem = family("{\"name\":\"小雨\",\"birthDate\":\"2018-05-01\",\"relation\":\"CHILD\",\"vip\":true}")
                .refused(400, "unknown-field");

        assertThat(problem.path("field").asString()).isEqualTo("vip");
        assertThat(problem.path("detail").asString()).contains("vip");
    }

    @Test
    void anAmountInTheRequest() {
        JsonNode problem = post("/api/bookings")
                .json("{\"slotId\":\"" + UUID.randomUUID() + "\",\"quote\":\"x\",\"amountFen\":1}")
                .refused(400, "unknown-field");

        assertThat(problem.path("field").asString()).isEqualTo("amountFen");
    }

    @Test
    void wrongTypes() {
        for (String body : List.of(
                "{\"name\":\"小雨\",\"birthDate\":\"gestern\",\"relation\":\"CHILD\"}",
                "{\"name\":\"小雨\",\"birthDate\":\"2018-05-01\",\"relation\":\"COUSIN\"}",
                "{\"name\":{\"first\":\"小雨\"},\"birthDate\":\"2018-05-01\",\"relation\":\"CHILD\"}",
                "{\"name\":5,\"birthDate\":\"2018-05-01\",\"relation\":\"CHILD\"}",
                "{\"name\":true,\"birthDate\":\"2018-05-01\",\"relation\":\"CHILD\"}",
                "{\"name\":\"小雨\",\"birthDate\":17000,\"relation\":\"CHILD\"}",
                "{\"name\":\"小雨\",\"birthDate\":\"2018-02-30\",\"relation\":\"CHILD\"}",
                "{\"name\":\"小雨\",\"birthDate\":\"2018-05-01\",\"relation\":0}")) {
            family(body).refused(400, "wrong-type");
        }
    }

    @Test
    void daysThatNobodyCanReckonWith() {
        for (String day : List.of("+999999999-12-31", "-999999999-01-01", "0001-01-01", "+10000-01-01", "2200-01-01")) {
            JsonNode problem = family("{\"name\":\"小雨\",\"birthDate\":\"" + day + "\",\"relation\":\"CHILD\"}")
                    .refused(400, "date-out-of-range");
            assertThat(problem.path("field").asString()).isEqualTo("birthDate");
        }
        for (String day : List.of("-999999999-01-01", "0001-01-01", "2200-01-01")) {
            String calendar = "/api/communities/" + town().communityId + "/calendar?from=" + day + "&to=2026-12-31";
            assertThat(town().exchange("GET", null, calendar, null, null).code())
                    .isEqualTo("date-out-of-range");
        }
        for (String moment : List.of("-999999999-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "2200-01-01T00:00:00Z")) {
            refusedByName(town().admin, "/api/admin/audit-entries?from=" + moment);
            refusedByName(town().admin, "/api/admin/ledger/accounts/wechat/entries?from=" + moment);
            refusedByName(
                    town().staff("小周", "COUNTER"),
                    "/api/station/redemptions/conflicts?stationId=" + town().stationId
                            + "&to=2026-01-01T00:00:00Z&from=" + moment);
        }
        assertThat(town().exchange(
                                "POST",
                                town().admin,
                                "/api/admin/slots/" + UUID.randomUUID() + "/move",
                                Map.of("startsAt", "+999999999-12-31T23:59:59Z", "endsAt", "2026-12-31T23:59:59Z"),
                                UUID.randomUUID().toString())
                        .code())
                .isEqualTo("date-out-of-range");
    }

    private void refusedByName(Town.Person caller, String address) {
        Town.Answer refused = town().exchange("GET", caller, address, null, null);
        assertThat(refused.code()).as(address).isEqualTo("date-out-of-range");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("field").asString()).isEqualTo("from");
    }

    @Test
    void aWrongTypeIsNamedByItsField() {
        JsonNode problem = family("{\"name\":\"小雨\",\"birthDate\":\"gestern\",\"relation\":\"CHILD\"}")
                .refused(400, "wrong-type");

        assertThat(problem.path("field").asString()).isEqualTo("birthDate");
    }

    @Test
    void fieldsThatBreakARuleAreNamed() {
        JsonNode problem = family("{\"name\":\" \",\"relation\":\"CHILD\"}").refused(400, "invalid-fields");

        assertThat(problem.path("fields")
                        .valueStream()
                        .map(field -> field.path("field").asString()))
                .containsExactlyInAnyOrder("name", "birthDate");
        assertThat(problem.path("fields").valueStream())
                .allMatch(field -> !field.path("message").asString().isBlank());
    }

    @Test
    void aTextThatCannotBeKept() {
        JsonNode problem = family("{\"name\":\"小\\u0000雨\",\"birthDate\":\"2018-05-01\",\"relation\":\"CHILD\"}")
                .refused(400, "text-unreadable");

        assertThat(problem.path("field").asString()).isEqualTo("name");
    }

    @Test
    void aHugeBody() {
        family("{\"name\":\"" + "雨".repeat(200_000) + "\"}").refused(413, "body-too-large");
    }

    @Test
    void brokenUtf8() {
        byte[] body = MEMBER.getBytes(StandardCharsets.UTF_8);
        body[10] = (byte) 0xff;

        post("/api/me/family").body(body).refused(400, "malformed-json");
    }

    @Test
    void malformedJson() {
        for (String body : List.of("{", "[]", "5", "{\"name\":}", "小雨", MEMBER + MEMBER, "{\"name\":\"\\ud8\"}")) {
            family(body).refused(400, "malformed-json");
        }
    }

    @Test
    void noBodyOrNoJson() {
        post("/api/me/family").body(new byte[0]).refused(400, "malformed-json");
        post("/api/me/family")
                .with(headers -> headers.setContentType(MediaType.TEXT_PLAIN))
                .body(MEMBER.getBytes(StandardCharsets.UTF_8))
                .refused(415, "unsupported-media-type");
    }

    @Test
    void aMissingOrMalformedKey() {
        post("/api/me/family").key(null).json(MEMBER).refused(400, "key-missing");
        post("/api/me/family").key("short").json(MEMBER).refused(400, "key-malformed");
        post("/api/me/family").key("with a space in it").json(MEMBER).refused(400, "key-malformed");
    }

    @Test
    void aKeyUsedForSomethingElse() {
        String key = UUID.randomUUID().toString();
        JsonNode member = JSON.readTree(MEMBER);
        town().send("POST", caller, "/api/me/family", JSON.convertValue(member, Map.class), key);

        post("/api/me/family")
                .key(key)
                .json(MEMBER.replace("小雨", "小云"))
                .refusedLeaving(422, "key-reused", List.of("小雨"));
    }

    @Test
    void malformedIdsAndParameters() {
        get("/api/bookings/42").refused(400, "malformed-id");
        get("/api/stations?near=somewhere").refused(400, "malformed-point");
        get("/api/stations?near=26.58,101.71&within=far").refused(400, "invalid-request");
        get("/api/bookings?size=0").refused(400, "page-size");
        get("/api/bookings?cursor=next").refused(400, "cursor-invalid");
    }

    @Test
    void whatIsNotThereOrSomebodyElses() {
        get("/api/bookings/" + UUID.randomUUID()).refused(404, "booking-unknown");
        get("/api/services/" + UUID.randomUUID()).refused(404, "service-unknown");
    }

    @Test
    void anUnknownAddressOrAWrongMethod() {
        get("/api/no/such/address").refused(404, "no-such-address");
        new Request(HttpMethod.DELETE, "/api/bookings").refused(405, "method-not-allowed");
    }

    @Test
    void unknownAndUsedWechatCodes() {
        Request signIn = post("/api/sessions").key(null);
        signIn.json("{\"code\":\"unknown-" + Town.unique() + "\"}").refused(400, "wechat-code-invalid");
        signIn.json("{\"code\":\"../../secret\"}").refused(400, "wechat-code-invalid");
        String once = "once" + Town.unique();
        town().send("POST", null, "/api/sessions", Map.of("code", once), null);
        signIn.json("{\"code\":\"" + once + "\"}").refused(400, "wechat-code-used");
    }

    @Test
    void aTokenThatIsNone() {
        for (String token : List.of("Bearer nobody", "Basic YTpi", "Bearer", "Bearer " + "x".repeat(4000))) {
            get("/api/me")
                    .with(headers -> headers.set(HttpHeaders.AUTHORIZATION, token))
                    .refused(401, "not-signed-in");
        }
    }

    private Request get(String address) {
        return new Request(HttpMethod.GET, address);
    }

    private Request post(String address) {
        return new Request(HttpMethod.POST, address);
    }

    private Request family(String body) {
        return post("/api/me/family").json(body);
    }

    /** One request by the caller, as it goes over the wire. */
    private final class Request {

        private final HttpMethod method;
        private final String address;
        private String key = UUID.randomUUID().toString();
        private byte[] body;
        private Consumer<HttpHeaders> also = headers -> {};

        Request(HttpMethod method, String address) {
            this.method = method;
            this.address = address;
        }

        Request json(String text) {
            return body(text.getBytes(StandardCharsets.UTF_8));
        }

        Request body(byte[] bytes) {
            body = bytes;
            return this;
        }

        Request key(String value) {
            key = value;
            return this;
        }

        Request with(Consumer<HttpHeaders> change) {
            also = change;
            return this;
        }

        /** In both languages; and the caller's family is as empty as before. */
        JsonNode refused(int status, String code) {
            return refusedLeaving(status, code, List.of());
        }

        JsonNode refusedLeaving(int status, String code, List<String> family) {
            JsonNode english = problem("en-GB,en;q=0.8", status, code);
            JsonNode chinese = problem("zh-CN,zh;q=0.9,en;q=0.5", status, code);
            assertThat(english.path("detail").asString()).doesNotContain(code).matches("[A-Z].*[.?]");
            assertThat(chinese.path("detail").asString()).matches("(?s).*\\p{IsHan}.*[。？]");
            assertThat(town().get(caller, "/api/me/family")
                            .valueStream()
                            .map(member -> member.path("name").asString()))
                    .containsExactlyElementsOf(family);
            return english;
        }

        private JsonNode problem(String language, int status, String code) {
            var request = api().method(method).uri(address).headers(headers -> {
                headers.setBearerAuth(caller.token());
                headers.set(HttpHeaders.ACCEPT_LANGUAGE, language);
                headers.setContentType(MediaType.APPLICATION_JSON);
                if (key != null) {
                    headers.set("Idempotency-Key", key);
                }
                also.accept(headers);
            });
            var answer = (body == null ? request : request.bodyValue(body)).exchange();
            byte[] content = answer.expectBody(byte[].class).returnResult().getResponseBody();
            JsonNode problem = JSON.readTree(content);
            assertThat(problem.path("code").asString()).as("%s", problem).isEqualTo(code);
            answer.expectStatus().isEqualTo(status);
            answer.expectHeader().contentType(MediaType.APPLICATION_PROBLEM_JSON);
            assertThat(problem.path("status").asInt()).isEqualTo(status);
            assertThat(problem.path("title").asString()).isNotBlank();
            assertThat(address).startsWith(problem.path("instance").asString());
            return problem;
        }
    }
}
