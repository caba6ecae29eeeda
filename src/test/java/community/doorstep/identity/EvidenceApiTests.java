package community.doorstep.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.media.Pictures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EvidenceApiTests extends ApiTest {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Autowired
    private EvidenceKeeping keeping;

    @Autowired
    private TransactionalOperator transaction;

    private final JsonMapper json = JsonMapper.builder().build();
    private Town.Person elder;

    @BeforeEach
    void anElder() {
        elder = town().resident("何奶奶", "1944-03-01");
    }

    @Test
    void whoDecidesSeesThePhotoAndEachLookIsWrittenDown() {
        String claim = claim(elder, "LOW_INCOME", "510104194403010022");
        String photo = photo(elder, claim, Pictures.jpeg(800, 600)).get("id").asString();

        assertThat(one(elder, claim).at("/photos/0").asString()).isEqualTo(photo);
        assertThat(waiting().valueStream().map(one -> one.at("/photos/0").asString()))
                .containsExactly(photo);
        byte[] shown = bytes(town().admin, "/api/admin/benefit-claims/" + claim + "/photos/" + photo, 200);
        assertThat(Pictures.read(shown).getWidth()).isEqualTo(800);
        assertThat(bytes(elder, "/api/me/benefits/" + claim + "/photos/" + photo, 200))
                .isEqualTo(shown);
        assertThat(audited(claim, "evidence-photo-read")).isEqualTo(1);
        JsonNode noted =
                town().get(town().admin, "/api/admin/audit-entries?action=evidence-photo-read&subjectId=" + claim);
        assertThat(noted.at("/items/0/communityId").asString()).isEqualTo(town().communityId);
        assertThat(sealed(photo)).doesNotContain("JFIF");
    }

    @Test
    void nobodyElseSeesIt() {
        String claim = claim(elder, "LOW_INCOME", null);
        String photo = photo(elder, claim, Pictures.jpeg(80, 60)).get("id").asString();
        Town elsewhere = new Town(api(), WECHAT);

        bytes(town().resident("生人", "1990-01-01"), "/api/me/benefits/" + claim + "/photos/" + photo, 404);
        bytes(elsewhere.admin, "/api/admin/benefit-claims/" + claim + "/photos/" + photo, 404);
        bytes(town().staff("柜台", "COUNTER"), "/api/admin/benefit-claims/" + claim + "/photos/" + photo, 403);
        String other = claim(elder, "DISABILITY", null);
        bytes(town().admin, "/api/admin/benefit-claims/" + other + "/photos/" + photo, 404);
        assertThat(refused(town().resident("邻居", "1990-01-01"), claim, Pictures.jpeg(9, 9), 404))
                .isEqualTo("claim-unknown");
        assertThat(audited(claim, "evidence-photo-read")).isZero();
    }

    @Test
    void whatCannotBeKeptIsRefusedAndNothingIsKept() {
        String claim = claim(elder, "LOW_INCOME", null);

        assertThat(refused(elder, claim, "no picture".getBytes(StandardCharsets.UTF_8), 400))
                .isEqualTo("photo-unreadable");
        assertThat(refused(elder, claim, new byte[7 * 1024 * 1024], 413)).isEqualTo("body-too-large");
        for (int i = 0; i < 4; i++) {
            photo(elder, claim, Pictures.of("png", 20 + i, 20));
        }
        assertThat(refused(elder, claim, Pictures.jpeg(20, 20), 409)).isEqualTo("photos-enough");
        assertThat(one(elder, claim).get("photos")).hasSize(4);

        decide(claim, true, null);
        assertThat(refused(elder, claim, Pictures.jpeg(20, 20), 404))
                .as("what was decided on stays as it was")
                .isEqualTo("claim-unknown");
    }

    @Test
    void thePhotoThatComesTwiceUnderItsKeyIsKeptOnce() {
        String claim = claim(elder, "LOW_INCOME", null);
        byte[] picture = Pictures.jpeg(30, 30);

        JsonNode first = sent(elder, address(claim), picture, "photo-key-" + claim, 201);
        JsonNode again = sent(elder, address(claim), picture, "photo-key-" + claim, 201);
        JsonNode another = sent(elder, address(claim), Pictures.jpeg(31, 31), "photo-key-" + claim, 422);

        assertThat(again).isEqualTo(first);
        assertThat(another.get("code").asString()).isEqualTo("key-reused");
        assertThat(one(elder, claim).get("photos")).hasSize(1);
    }

    @Test
    void theDeskHandsInForAnElderAndNobodyDecidesOnWhatTheyHandedIn() {
        Town.Person operator = town().staff("接线员", "OPERATOR");
        Map<String, Object> wanted =
                Map.of("communityId", town().communityId, "personId", elder.id(), "kind", "DISABILITY");
        String claim = town().made(operator, "/api/station/benefit-claims", wanted);
        sent(operator, "/api/station/benefit-claims/" + claim + "/photos", Pictures.jpeg(40, 40), key(), 201);

        assertThat(one(elder, claim).get("photos")).hasSize(1);
        assertThat(audited(claim, "evidence-handed-in")).isEqualTo(1);

        Town elsewhere = new Town(api(), WECHAT);
        Town.Person stranger = elsewhere.staff("别处接线员", "OPERATOR");
        assertThat(town().exchange("POST", stranger, "/api/station/benefit-claims", wanted, key())
                        .code())
                .isEqualTo("community-unknown");
        assertThat(sent(stranger, "/api/station/benefit-claims/" + claim + "/photos", Pictures.jpeg(9, 9), key(), 404)
                        .get("code")
                        .asString())
                .isEqualTo("claim-unknown");

        String own = town().made(
                        town().admin,
                        "/api/me/benefits",
                        Map.of("communityId", town().communityId, "kind", "DISABILITY"));
        assertThat(town().exchange(
                                "POST",
                                town().admin,
                                "/api/admin/benefit-claims/" + own + "/decision",
                                Map.of("accepted", true, "reason", "是我"),
                                key())
                        .code())
                .isEqualTo("claim-unknown");
    }

    @Test
    void aDecisionIsToldWithItsReasonAndCanBeTakenBack() {
        String claim = claim(elder, "VETERAN", null);
        decide(claim, true, LocalDate.of(2030, 12, 31));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(told(elder)).anyMatch(text -> text.contains("2030年12月31日")));

        JsonNode revoked = town().post(
                        town().admin, "/api/admin/benefit-claims/" + claim + "/revocation", Map.of("reason", "证件是借来的"));

        assertThat(revoked.get("state").asString()).isEqualTo("REVOKED");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(told(elder)).anyMatch(text -> text.contains("证件是借来的")));
        assertThat(town().exchange(
                                "POST",
                                town().admin,
                                "/api/admin/benefit-claims/" + claim + "/revocation",
                                Map.of("reason", "再来一次"),
                                key())
                        .code())
                .isEqualTo("claim-unknown");
        assertThat(decided("REVOKED").valueStream().map(one -> one.get("id").asString()))
                .contains(claim);
    }

    @Test
    void theEndIsAnnouncedOnceAndNotWhenSomethingNewerFollows() {
        LocalDate today = LocalDate.now(CLOCK.withZone(ZONE));
        String ending = claim(elder, "LOW_INCOME", null);
        decide(ending, true, today.plusDays(20));
        String renewed = claim(elder, "VETERAN", null);
        decide(renewed, true, today.plusDays(20));
        decide(claim(elder, "VETERAN", null), true, today.plusDays(400));

        look();
        look();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(ends(elder)).hasSize(1));
        assertThat(ends(elder).get(0)).contains("低收入证明");
    }

    @Test
    void whatNobodyNeedsAnyMoreIsForgotten() {
        String claim = claim(elder, "LOW_INCOME", "510104194403010022");
        String photo = photo(elder, claim, Pictures.jpeg(30, 30)).get("id").asString();
        decide(claim, false, null);
        String kept = claim(elder, "DISABILITY", "A123");
        decide(kept, true, null);
        look();
        bytes(town().admin, "/api/admin/benefit-claims/" + claim + "/photos/" + photo, 200);

        CLOCK.advance(Duration.ofDays(91));
        look();

        assertThat(hasNumber(claim)).isFalse();
        assertThat(hasNumber(kept)).isTrue();
        assertThat(photos(photo)).isZero();
    }

    @Test
    void residencyCountsWhereItWasVerified() {
        Town elsewhere = new Town(api(), WECHAT);
        decide(claim(elder, "RESIDENCY", null), true, null);

        assertThat(dueFen(town())).isZero();
        assertThat(dueFen(elsewhere)).isEqualTo(1500);
    }

    private long dueFen(Town there) {
        String service = there.service("MEAL", "午餐", "AT_DOOR", null, null);
        Map<String, Object> rule = Map.of(
                "code", "residents",
                "nameZh", "居民",
                "nameEn", "Residents",
                "services", List.of(service),
                "when", Map.of("residency", true),
                "effect", Map.of("kind", "FREE"),
                "tier", "PUBLIC_BENEFIT");
        there.publishPrices(Map.of(service, 1500L), List.of(), List.of(rule));
        there.everyDay(service, 5);
        String slot = there.slots(service).get(0);
        return there.post(elder, "/api/quotes", Map.of("serviceId", service, "slotId", slot))
                .get("dueFen")
                .asLong();
    }

    private String claim(Town.Person by, String kind, String number) {
        Map<String, Object> wanted = new HashMap<>(Map.of("communityId", town().communityId, "kind", kind));
        if (number != null) {
            wanted.put("number", number);
        }
        return town().made(by, "/api/me/benefits", wanted);
    }

    private void decide(String claim, boolean accepted, LocalDate until) {
        Map<String, Object> decision = new HashMap<>(Map.of("accepted", accepted, "reason", "已核对"));
        if (until != null) {
            decision.put("validUntil", until.toString());
        }
        town().post(town().admin, "/api/admin/benefit-claims/" + claim + "/decision", decision);
    }

    private JsonNode one(Town.Person by, String claim) {
        return town().get(by, "/api/me/benefits")
                .valueStream()
                .filter(one -> one.get("id").asString().equals(claim))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode waiting() {
        return town().get(town().admin, "/api/admin/benefit-claims").get("items");
    }

    private JsonNode decided(String state) {
        return town().get(town().admin, "/api/admin/benefit-claims?state=" + state)
                .get("items");
    }

    private List<String> told(Town.Person reader) {
        return town().get(reader, "/api/me/inbox")
                .get("items")
                .valueStream()
                .map(JsonNode::toString)
                .toList();
    }

    private List<String> ends(Town.Person reader) {
        return told(reader).stream()
                .filter(text -> text.contains("EVIDENCE_ENDS") || text.contains("evidence-ends"))
                .toList();
    }

    private void look() {
        keeping.look().as(transaction::transactional).block(Duration.ofSeconds(10));
    }

    private static String address(String claim) {
        return "/api/me/benefits/" + claim + "/photos";
    }

    private JsonNode photo(Town.Person by, String claim, byte[] picture) {
        return sent(by, address(claim), picture, key(), 201);
    }

    private String refused(Town.Person by, String claim, byte[] picture, int status) {
        return sent(by, address(claim), picture, key(), status).get("code").asString();
    }

    private static String key() {
        return "photo-" + UUID.randomUUID();
    }

    private JsonNode sent(Town.Person by, String address, byte[] picture, String key, int status) {
        EntityExchangeResult<byte[]> result = api().post()
                .uri(address)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + by.token())
                .header("Idempotency-Key", key)
                .contentType(MediaType.IMAGE_JPEG)
                .bodyValue(picture)
                .exchange()
                .expectBody()
                .returnResult();
        assertThat(result.getStatus().value()).isEqualTo(status);
        return json.readTree(result.getResponseBody());
    }

    private byte[] bytes(Town.Person by, String address, int status) {
        EntityExchangeResult<byte[]> result = api().get()
                .uri(address)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + by.token())
                .accept(MediaType.IMAGE_JPEG, MediaType.APPLICATION_PROBLEM_JSON)
                .exchange()
                .expectBody()
                .returnResult();
        assertThat(result.getStatus().value()).as(address).isEqualTo(status);
        return result.getResponseBody();
    }

    private long audited(String subject, String action) {
        return count(
                "SELECT count(*) AS number FROM audit_entry WHERE subject_id = :id AND action = '" + action + "'",
                subject);
    }

    private boolean hasNumber(String claim) {
        return count("SELECT count(number) AS number FROM evidence WHERE id = :id", claim) == 1;
    }

    private long photos(String photo) {
        return count("SELECT count(*) AS number FROM photo WHERE id = :id", photo);
    }

    private long count(String sql, String id) {
        return database.sql(sql)
                .bind("id", UUID.fromString(id))
                .map(row -> row.get("number", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }

    private String sealed(String photo) {
        byte[] kept = database.sql("SELECT sealed FROM photo WHERE id = :id")
                .bind("id", UUID.fromString(photo))
                .map(row -> row.get("sealed", byte[].class))
                .one()
                .block(Duration.ofSeconds(5));
        return new String(kept, StandardCharsets.ISO_8859_1);
    }
}
