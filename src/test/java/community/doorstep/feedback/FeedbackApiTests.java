package community.doorstep.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.repair.RepairsInTown;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

class FeedbackApiTests extends ApiTest {

    @Autowired
    private Complaints complaints;

    @Autowired
    private TransactionalOperator transaction;

    private Town.Person daughter;
    private Town.Person counter;
    private String elder;
    private String booking;

    @BeforeEach
    void anElderHadLunch() {
        String lunch = town().service("MEAL", "午餐", "AT_DOOR", null, null);
        town().publishPrices(Map.of(lunch, 1500L));
        town().everyDay(lunch, 5);
        daughter = town().resident("李娜", "1985-04-01");
        elder = town().family(daughter, "李奶奶", "1942-04-01", "ELDER");
        counter = town().staff("窗口", "COUNTER");
        String slot = town().slots(lunch).get(0);
        String quote = town().post(
                        daughter, "/api/quotes", Map.of("serviceId", lunch, "slotId", slot, "beneficiaryId", elder))
                .get("token")
                .asString();
        booking =
                town().made(daughter, "/api/bookings", Map.of("slotId", slot, "beneficiaryId", elder, "quote", quote));
    }

    @Test
    void aServiceIsRatedOnceAfterItWasGivenByItsPeople() {
        Map<String, Object> five = Map.of("stars", 5, "words", "很好吃");
        assertThat(code(daughter, "rating", five)).isEqualTo("not-fulfilled");
        eaten();
        eaten();
        assertThat(audited(booking)).as("who gave it, once").isEqualTo("booking-fulfilled");

        assertThat(code(town().resident("生人", "1990-01-01"), "rating", five)).isEqualTo("booking-unknown");
        assertThat(code(town().staff("小周", "OPERATOR"), "rating", five)).isEqualTo("booking-unknown");
        assertThat(code(daughter, "rating", Map.of("stars", 6))).isEqualTo("invalid-fields");
        town().post(daughter, address("rating"), five);

        assertThat(code(daughter, "rating", Map.of("stars", 1))).isEqualTo("already-rated");
        assertThat(town().get(daughter, address("rating")).get("stars").asInt()).isEqualTo(5);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !rated().at("/items/0/wordsHidden").asBoolean());
        JsonNode read = rated();
        assertThat(read.at("/items/0/words").asString()).isEqualTo("很好吃");
        assertThat(read.toString()).as("never who said it").doesNotContain(daughter.id(), elder, "李");
    }

    @Test
    void doubtfulWordsAreNotShownUntilStaffHaveLooked() {
        eaten();
        town().post(daughter, address("rating"), Map.of("stars", 1, "words", "加微信聊"));
        town().made(daughter, address("complaints"), Map.of("words", "来赌博"));
        await().atMost(Duration.ofSeconds(20)).until(() -> screenings().size() == 2);

        assertThat(rated().at("/items/0/stars").asInt()).isEqualTo(1);
        assertThat(rated().toString()).doesNotContain("加微信");
        assertThat(list("OPEN").at("/0/wordsHidden").asBoolean()).isTrue();
        assertThat(list("OPEN").toString()).doesNotContain("赌博");
        assertThat(town().get(daughter, address("rating")).get("words").asString())
                .as("one's own")
                .isEqualTo("加微信聊");
        assertThat(town().get(daughter, "/api/me/complaints")
                        .at("/items/0/words")
                        .asString())
                .isEqualTo("来赌博");

        decide("rating", true);
        decide("complaint", false);

        assertThat(rated().at("/items/0/words").asString()).isEqualTo("加微信聊");
        assertThat(list("OPEN").at("/0/words").asString()).isEmpty();
    }

    private JsonNode rated() {
        return town().get(town().admin, "/api/admin/ratings?communityId=" + town().communityId);
    }

    private JsonNode screenings() {
        return town().get(town().admin, "/api/admin/screenings").get("items");
    }

    private void decide(String source, boolean shown) {
        String id = screenings()
                .valueStream()
                .filter(one -> one.get("source").asString().equals(source))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asString();
        town().exchange(
                        "POST",
                        town().admin,
                        "/api/admin/screenings/" + id + "/decision",
                        Map.of("shown", shown),
                        null);
    }

    @Test
    void aComplaintIsAnsweredByAnAdminInTime() {
        JsonNode raised = town().post(daughter, address("complaints"), Map.of("words", "菜是凉的"));
        String id = raised.get("id").asString();
        assertThat(java.time.Duration.between(
                        java.time.Instant.parse(raised.get("raisedAt").asString()),
                        java.time.Instant.parse(raised.get("dueAt").asString())))
                .isEqualTo(Duration.ofHours(72));
        String answer = "/api/admin/complaints/" + id + "/answer";
        Map<String, Object> sorry = Map.of("answer", "对不起，已换保温箱");

        Town elsewhere = new Town(api(), WECHAT);
        assertThat(elsewhere
                        .exchange("POST", elsewhere.admin, answer, sorry, null)
                        .code())
                .isEqualTo("complaint-unknown");
        assertThat(town().exchange("POST", counter, answer, sorry, null).code()).isEqualTo("role-missing");
        town().send("POST", town().admin, answer, sorry, null);

        assertThat(town().exchange("POST", town().admin, answer, sorry, null).code())
                .isEqualTo("complaint-answered");
        assertThat(town().get(daughter, "/api/me/complaints")
                        .at("/items/0/answer")
                        .asString())
                .isEqualTo("对不起，已换保温箱");
        assertThat(list("OPEN")).isEmpty();
        assertThat(list("ANSWERED")).hasSize(1);
        assertThat(audited(id)).isEqualTo("complaint-answered");
    }

    @Test
    void whatWaitsTooLongIsFoundAndToldOnce() {
        String id = town().made(daughter, address("complaints"), Map.of("words", "菜是凉的"));
        assertThat(list("OVERDUE")).isEmpty();
        CLOCK.advance(Duration.ofHours(72));

        assertThat(list("OVERDUE")).hasSize(1);
        assertThat(list("OPEN").at("/0/overdue").asBoolean()).isTrue();
        complaints.tellOverdue().as(transaction::transactional).block();
        await().atMost(Duration.ofSeconds(5)).until(() -> told(id) != null);
        Object first = told(id);
        complaints.tellOverdue().as(transaction::transactional).block();
        assertThat(told(id)).isEqualTo(first);
    }

    @Test
    void nobodyAnswersTheirOwn() {
        Map<String, Object> words = Map.of("words", "菜是凉的");
        String slot =
                town().get(daughter, "/api/bookings/" + booking).get("slotId").asString();
        String service = town().get(daughter, "/api/bookings/" + booking)
                .get("serviceId")
                .asString();
        String quote = town().post(town().admin, "/api/quotes", Map.of("serviceId", service, "slotId", slot))
                .get("token")
                .asString();
        String own = town().made(town().admin, "/api/bookings", Map.of("slotId", slot, "quote", quote));
        String id = town().made(town().admin, "/api/bookings/" + own + "/complaints", words);

        assertThat(town().exchange(
                                "POST",
                                town().admin,
                                "/api/admin/complaints/" + id + "/answer",
                                Map.of("answer", "好"),
                                null)
                        .code())
                .isEqualTo("own-complaint");
    }

    private void eaten() {
        town().send("POST", counter, "/api/station/bookings/" + booking + "/fulfilment", null, null);
    }

    private JsonNode list(String state) {
        return town().get(town().admin, "/api/admin/complaints?communityId=" + town().communityId + "&state=" + state)
                .get("items");
    }

    private Object told(String complaint) {
        return database.sql("SELECT overdue_told_at::text AS at FROM complaint WHERE id = :id")
                .bind("id", UUID.fromString(complaint))
                .map(row -> java.util.Optional.ofNullable(row.get("at", String.class)))
                .one()
                .block()
                .orElse(null);
    }

    private String audited(String subject) {
        return database.sql("SELECT action FROM audit_entry WHERE subject_id = :id")
                .bind("id", UUID.fromString(subject))
                .map(row -> row.get("action", String.class))
                .one()
                .block();
    }

    private String address(String what) {
        return "/api/bookings/" + booking + "/" + what;
    }

    private String code(Town.Person caller, String what, Object body) {
        return town().exchange("POST", caller, address(what), body, RepairsInTown.key())
                .code();
    }
}
