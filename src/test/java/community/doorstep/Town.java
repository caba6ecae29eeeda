package community.doorstep;

import static org.awaitility.Awaitility.await;

import community.doorstep.media.Pictures;
import community.doorstep.wechat.simulator.WechatSimulator;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A community of a test's own, set up through the API as its people would do it. */
public final class Town {

    /** With a step of arrival: the phone is where the tests' doors are. */
    public static final Map<String, Object> AT_THE_DOOR =
            Map.of("position", Map.of("latitude", 26.58765, "longitude", 101.71842));

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicLong COUNTER = new AtomicLong(System.nanoTime() % 1_000_000_000L);

    private final WebTestClient api;
    private final Map<String, Person> people = new HashMap<>();
    public final Person cityAdmin;
    public final Person admin;
    public final String communityId;
    public final String stationId;

    /** Somebody signed in. */
    public record Person(String id, String token, String phone) {}

    public Town(WebTestClient api, WechatSimulator wechat) {
        this.api = api;
        cityAdmin = signIn("first-admin", TestSettings.FIRST_ADMIN_PHONE);
        communityId = made(cityAdmin, "/api/admin/communities", Map.of("name", "望江街社区 " + UUID.randomUUID()));
        admin = staff("admin", "COMMUNITY_ADMIN", cityAdmin);
        stationId = station("老王+服务驿站", 26.5823, 101.7184);
    }

    public static String unique() {
        return Long.toString(COUNTER.incrementAndGet(), 36);
    }

    public static String phone() {
        return "139" + String.format("%08d", COUNTER.incrementAndGet() % 100_000_000L);
    }

    public Person signIn(String name, String phone) {
        JsonNode session =
                post(null, "/api/sessions", Map.of("code", "dev-" + name, "phoneCode", "dev-phone-" + phone));
        return new Person(session.at("/me/id").asString(), session.get("token").asString(), phone);
    }

    /** A resident with a name and a birth date. */
    public Person resident(String name, String birthDate) {
        Person person = signIn("r" + unique(), phone());
        send("PATCH", person, "/api/me", Map.of("name", name, "birthDate", birthDate), null);
        people.put(name, person);
        return person;
    }

    /** The id of a new family member. */
    public String family(Person guardian, String name, String birthDate, String relation) {
        return made(guardian, "/api/me/family", Map.of("name", name, "birthDate", birthDate, "relation", relation));
    }

    public Person staff(String name, String role) {
        return staff(name, role, admin);
    }

    /** With two roles. */
    public Person staff(String name, String role, String another) {
        String phone = phone();
        granted(phone, name, role, admin);
        granted(phone, name, another, admin);
        return signIn("s" + unique(), phone);
    }

    private Person staff(String name, String role, Person by) {
        String phone = phone();
        granted(phone, name, role, by);
        return signIn("s" + unique(), phone);
    }

    private void granted(String phone, String name, String role, Person by) {
        Map<String, Object> grant = new LinkedHashMap<>();
        grant.put("phone", phone);
        grant.put("name", name);
        grant.put("role", role);
        grant.put("communityId", communityId);
        if (stationId != null) {
            grant.put("stationId", stationId);
        }
        post(by, "/api/admin/staff", grant);
    }

    /** What is due there by now for these is taken in cash by the worker who was sent. */
    public JsonNode cashAtTheDoor(Person worker, String... references) {
        Map<String, Object> wanted = Map.of("references", List.of(references));
        return await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> exchange(
                                "POST",
                                worker,
                                "/api/worker/cash",
                                wanted,
                                UUID.randomUUID().toString()),
                        answer -> answer.status() == 201)
                .body();
    }

    public String station(String name, double latitude, double longitude) {
        return made(
                admin,
                "/api/admin/stations",
                Map.of(
                        "communityId",
                        communityId,
                        "name",
                        name,
                        "address",
                        "望江街 12 号",
                        "place",
                        Map.of("latitude", latitude, "longitude", longitude),
                        "phone",
                        "0812-3330000"));
    }

    public String service(String kind, String name, String terms, Integer minAge, Integer maxAge) {
        Map<String, Object> service = new LinkedHashMap<>();
        service.put("stationId", stationId);
        service.put("kind", kind);
        service.put("name", name);
        service.put("description", "");
        service.put("capacityUnit", "SEAT");
        service.put("paymentTerms", terms);
        service.put("minAge", minAge);
        service.put("maxAge", maxAge);
        return made(admin, "/api/admin/services", service);
    }

    /** Sets how a service is booked; what is left out does not limit. */
    public JsonNode rules(String service, Map<String, ?> rules) {
        String address = "/api/admin/services/" + service + "/rules";
        String etag = api.get()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(admin.token()))
                .exchange()
                .expectBody(byte[].class)
                .returnResult()
                .getResponseHeaders()
                .getETag();
        Answer answer = answered("PUT", admin, address, rules, Map.of("If-Match", String.valueOf(etag)));
        return success("PUT " + address, answer);
    }

    /** A holiday, or a make-up day with the weekday that it follows. */
    public JsonNode calendar(LocalDate day, String kind, Integer follows) {
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("kind", kind);
        wanted.put("follows", follows);
        wanted.put("name", kind.equals("HOLIDAY") ? "放假" : "补班");
        return send("PUT", admin, "/api/admin/communities/" + communityId + "/calendar/" + day, wanted, null);
    }

    /** The day is an ordinary one again. */
    public JsonNode ordinary(LocalDate day) {
        return send("DELETE", admin, "/api/admin/communities/" + communityId + "/calendar/" + day, null, null);
    }

    public String room(String name, int seats) {
        return made(admin, "/api/admin/rooms", Map.of("stationId", stationId, "name", name, "seats", seats));
    }

    /** Shuts a service for some days; the closure's id. */
    public String closure(String service, LocalDate from, LocalDate to, String reason) {
        Map<String, Object> wanted = Map.of("serviceId", service, "from", from, "to", to, "reason", reason);
        return made(admin, "/api/admin/closures", wanted);
    }

    public void cancel(String slot, String reason) {
        post(admin, "/api/admin/slots/" + slot + "/cancellation", Map.of("reason", reason));
    }

    public JsonNode move(String slot, Instant startsAt, Instant endsAt) {
        return post(admin, "/api/admin/slots/" + slot + "/move", Map.of("startsAt", startsAt, "endsAt", endsAt));
    }

    /** A schedule on every day from today, open until its end, so that tests do not depend on the hour. */
    public String everyDay(String service, int capacity) {
        return schedule(service, "00:00", "23:59", "23:59", capacity);
    }

    public String schedule(String service, String starts, String ends, String cutOff, int capacity) {
        return schedule(service, starts, ends, cutOff, capacity, Map.of());
    }

    /** With whatever else a schedule may say: {@code roomId}, {@code weekdays}, {@code daysAhead}. */
    public String schedule(
            String service, String starts, String ends, String cutOff, int capacity, Map<String, ?> more) {
        Map<String, Object> schedule = new LinkedHashMap<>();
        schedule.put("serviceId", service);
        schedule.put("weekdays", List.of(1, 2, 3, 4, 5, 6, 7));
        schedule.put("starts", starts);
        schedule.put("ends", ends);
        schedule.put("cutOff", cutOff);
        schedule.put("capacity", capacity);
        schedule.put("activities", List.of("" + "活动"));
        schedule.put("firstDay", "2026-01-01");
        schedule.putAll(more);
        return made(admin, "/api/admin/schedules", schedule);
    }

    /** A price book with list prices in fen, in force at once. */
    public void publishPrices(Map<String, Long> list) {
        publishPrices(list, List.of(), List.of());
    }

    public void publishPrices(Map<String, Long> list, List<?> funds, List<?> rules) {
        List<Map<String, Object>> prices = list.entrySet().stream()
                .map(price -> Map.<String, Object>of("service", price.getKey(), "listFen", price.getValue()))
                .toList();
        Map<String, Object> content = Map.of("prices", prices, "funds", funds, "rules", rules);
        JsonNode draft = post(admin, "/api/admin/price-books", Map.of("communityId", communityId, "content", content));
        post(admin, "/api/admin/price-books/" + draft.at("/book/id").asString() + "/publication", Map.of());
    }

    /** The slots of a service, from tomorrow on. */
    public List<String> slots(String service) {
        JsonNode slots = get(null, "/api/services/" + service + "/slots");
        return slots.valueStream()
                .skip(1)
                .map(slot -> slot.get("id").asString())
                .toList();
    }

    public JsonNode get(Person caller, String address) {
        return send("GET", caller, address, null, null);
    }

    /** Posts with a fresh key; the answer must be a success. */
    public JsonNode post(Person caller, String address, Object body) {
        return send("POST", caller, address, body, UUID.randomUUID().toString());
    }

    public String made(Person caller, String address, Object body) {
        return post(caller, address, body).get("id").asString();
    }

    public JsonNode send(String method, Person caller, String address, Object body, String key) {
        return success(method + " " + address, exchange(method, caller, address, body, key));
    }

    private static JsonNode success(String request, Answer answer) {
        if (!HttpStatus.valueOf(answer.status()).is2xxSuccessful()) {
            throw new AssertionError(request + " answered " + answer.status() + " " + answer.body());
        }
        return answer.body();
    }

    /** An answer of the API, whatever it is. */
    public record Answer(int status, JsonNode body) {
        public String code() {
            return body.path("code").asString();
        }
    }

    public Answer exchange(String method, Person caller, String address, Object body, String key) {
        return answered(method, caller, address, body, key == null ? Map.of() : Map.of("Idempotency-Key", key));
    }

    /** Sends a small picture. */
    public Answer photo(Person caller, String address) {
        return answer(api.post()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(caller.token()))
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(MediaType.IMAGE_JPEG)
                .bodyValue(Pictures.jpeg(40, 30)));
    }

    /** What an offer of extra parts and labour is made of. */
    public String workItem(String kind, String name, String unit, long priceFen) {
        return made(
                admin,
                "/api/admin/work-items",
                Map.of("communityId", communityId, "kind", kind, "name", name, "unit", unit, "priceFen", priceFen));
    }

    public Answer answered(String method, Person caller, String address, Object body, Map<String, String> moreHeaders) {
        WebTestClient.RequestBodySpec request =
                api.method(org.springframework.http.HttpMethod.valueOf(method)).uri(address);
        if (caller != null) {
            request.headers(headers -> headers.setBearerAuth(caller.token()));
        }
        moreHeaders.forEach(request::header);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).bodyValue(JSON.writeValueAsString(body));
        }
        return answer(request);
    }

    private static Answer answer(WebTestClient.RequestHeadersSpec<?> request) {
        var result = request.exchange().expectBody(byte[].class).returnResult();
        byte[] bytes = result.getResponseBody();
        JsonNode json = bytes == null || bytes.length == 0 ? JSON.nullNode() : JSON.readTree(bytes);
        return new Answer(result.getStatus().value(), json);
    }
}
