package community.doorstep.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.wechat.simulator.SimulatedTelephone;
import community.doorstep.wechat.simulator.SimulatedTemplates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

class DeliveryApiTests extends ApiTest {

    private static final String KIND = "booking-confirmed";
    private static final String TEMPLATE = SimulatedTemplates.id(KIND);
    private static final String SEND = "/cgi-bin/message/subscribe/send";

    @Autowired
    private Deliveries deliveries;

    @Autowired
    private TransactionalOperator transaction;

    private Town.Person mother;

    @BeforeEach
    void aResident() {
        mother = town().resident("林小红", "1990-05-01");
    }

    @AfterEach
    void noMoreFaults() {
        WECHAT.faults().forget();
    }

    @Test
    void eachAcceptanceIsGoodForOneMessage() {
        accepts(mother);
        assertThat(accepted()).isEqualTo(1);

        tell(mother, Urgency.CALM, "一");
        await().atMost(Duration.ofSeconds(10)).until(() -> messages(mother).size() == 1);
        tell(mother, Urgency.CALM, "二");

        await().atMost(Duration.ofSeconds(10)).until(() -> states().equals(List.of("NOT_ACCEPTED", "SENT")));
        assertThat(messages(mother)).hasSize(1);
        JsonNode message = messages(mother).get(0);
        assertThat(message.path("template_id").asString()).isEqualTo(TEMPLATE);
        assertThat(message.at("/data/thing2/value").asString()).isEqualTo("一");
        assertThat(accepted()).isZero();
        assertThat(WECHAT.telephone().to(mother.phone())).isEmpty();
    }

    @Test
    void aReportOfAnAcceptanceIsCountedOncePerKey() {
        Map<String, ?> answers = Map.of("answers", Map.of(TEMPLATE, "accept"));
        String key = UUID.randomUUID().toString();

        town().send("POST", mother, "/api/me/message-acceptances", answers, key);
        town().send("POST", mother, "/api/me/message-acceptances", answers, key);
        assertThat(accepted()).isEqualTo(1);
        town().post(mother, "/api/me/message-acceptances", Map.of("answers", Map.of(TEMPLATE, "reject")));
        assertThat(accepted()).isEqualTo(1);
        town().post(mother, "/api/me/message-acceptances", Map.of("answers", Map.of(TEMPLATE, "ban")));
        assertThat(accepted()).isZero();
    }

    @Test
    void whoSwitchesMessagesOffInWechatIsSentNone() {
        WECHAT.events().deliverTo("http://127.0.0.1:" + port);
        accepts(mother);
        Map<String, Object> event = WECHAT.events().about(openId(mother), "subscribe_msg_change_event");
        event.put("List", List.of(Map.of("TemplateId", TEMPLATE, "SubscribeStatusString", "reject")));

        assertThat(WECHAT.events().send(event)).isEqualTo(200);

        assertThat(accepted()).isZero();
    }

    @Test
    void badReportsAreRefused() {
        assertThat(report(Map.of("answers", Map.of("another", "accept")))).isEqualTo("template-unknown");
        assertThat(report(Map.of("answers", Map.of()))).isEqualTo("invalid-fields");
        assertThat(report(Map.of("answers", Map.of(TEMPLATE, "perhaps")))).isEqualTo("wrong-type");
        assertThat(town().exchange(
                                "POST",
                                mother,
                                "/api/me/message-acceptances",
                                Map.of("answers", Map.of(TEMPLATE, "accept")),
                                null)
                        .code())
                .isEqualTo("key-missing");
    }

    private String report(Map<String, ?> body) {
        return town().exchange(
                        "POST",
                        mother,
                        "/api/me/message-acceptances",
                        body,
                        UUID.randomUUID().toString())
                .code();
    }

    @Test
    void whoWithdrewTheirAcceptanceIsNotAskedAgainAndIsToldByTelephoneWhenItMatters() {
        accepts(mother);
        accepts(mother);
        WECHAT.faults().failNext(SEND, "43101");

        tell(mother, Urgency.TIMELY, "名额");

        SimulatedTelephone.Said said = told(mother.phone());
        assertThat(said.way()).isEqualTo("SMS");
        assertThat(said.text()).isEqualTo("名额");
        assertThat(accepted()).isZero();
        await().atMost(Duration.ofSeconds(10)).until(() -> states().equals(List.of("NOT_ACCEPTED", "SENT")));
    }

    @Test
    void aMessageThatWechatFindsMalformedIsGivenUpAndTheAcceptanceKept() {
        accepts(mother);
        WECHAT.faults().failNext(SEND, "47003");

        tell(mother, Urgency.CALM, "一");

        await().atMost(Duration.ofSeconds(10)).until(() -> states().equals(List.of("FAILED")));
        assertThat(accepted()).isEqualTo(1);
        assertThat(messages(mother)).isEmpty();
    }

    @Test
    void whatWechatDidNotTakeIsTriedAgainAndSentOnce() {
        accepts(mother);
        WECHAT.faults().failNext(SEND, "45009");

        tell(mother, Urgency.CALM, "一");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> number("attempts") == 1 && states().equals(List.of("WAITING")));
        CLOCK.advance(Duration.ofMinutes(1));

        await().atMost(Duration.ofSeconds(10)).until(() -> states().equals(List.of("SENT")));
        assertThat(messages(mother)).hasSize(1);
        assertThat(accepted()).isZero();
    }

    @Test
    void whatWasPerhapsSentIsNeverSentAgain() {
        accepts(mother);
        accepts(mother);
        WECHAT.faults().failNext(SEND, "http-502");

        tell(mother, Urgency.CALM, "一");

        await().atMost(Duration.ofSeconds(10)).until(() -> states().equals(List.of("UNSURE")));
        CLOCK.advance(Duration.ofHours(1));
        tell(mother, Urgency.CALM, "二");
        await().atMost(Duration.ofSeconds(10)).until(() -> states().equals(List.of("SENT", "UNSURE")));
        assertThat(messages(mother))
                .singleElement()
                .satisfies(message ->
                        assertThat(message.at("/data/thing2/value").asString()).isEqualTo("二"));
    }

    /** As when an instance dies between noting that it begins and the answer. */
    @Test
    void whatADeadInstanceBeganIsNotSentAgainUnlessTheLineKnowsItsId() {
        quietNow(mother);
        accepts(mother);
        tell(mother, Urgency.TIMELY, "一", Channel.MESSAGE);
        tell(mother, Urgency.TIMELY, "二", Channel.CALL);

        begunAndLeft();

        await().atMost(Duration.ofSeconds(10)).until(() -> states().equals(List.of("SENT", "UNSURE")));
        assertThat(messages(mother)).isEmpty();
        assertThat(WECHAT.telephone().to(mother.phone())).hasSize(1);
        assertThat(WECHAT.telephone().to(mother.phone()).get(0).way()).isEqualTo("CALL");
    }

    private void begunAndLeft() {
        database.sql("UPDATE delivery SET state = 'SENDING', attempts = 1, due_at = :now WHERE community_id ="
                        + " :community")
                .bind("now", CLOCK.instant())
                .bind("community", UUID.fromString(town().communityId))
                .then()
                .block(Duration.ofSeconds(5));
    }

    @Test
    void aLineThatIsAwayIsTriedAgain() {
        WECHAT.faults().failNext("/gateway/telephone", "http-503", 1);
        tell(mother, Urgency.PRESSING, "电话", Channel.CALL);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> number("attempts") == 1 && states().equals(List.of("WAITING")));
        CLOCK.advance(Duration.ofMinutes(1));

        assertThat(told(mother.phone()).way()).isEqualTo("CALL");
    }

    @Test
    void quietHoursHoldBackWhatCanWaitButNoAlarm() {
        quietNow(mother);
        accepts(mother);

        tell(mother, Urgency.CALM, "明天再说");
        tell(mother, Urgency.ALARM, "孩子没有到", Channel.SMS, Channel.CALL);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> WECHAT.telephone().to(mother.phone()).size() == 2);
        assertThat(messages(mother)).isEmpty();
        assertThat(states()).containsExactly("SENT", "SENT", "WAITING");
        CLOCK.advance(Duration.ofHours(3));
        await().atMost(Duration.ofSeconds(10)).until(() -> messages(mother).size() == 1);
    }

    @Test
    void anElderWithoutWechatIsToldByShortMessage() {
        Town.Person operator = town().staff("小周", "OPERATOR");
        String phone = Town.phone();
        String elder = town().made(
                        operator,
                        "/api/station/residents",
                        Map.of("name", "郭长福", "phone", phone, "birthDate", "1944-01-01"));

        tell(PersonId.of(elder), Urgency.CALM, "午餐好了", Channel.MESSAGE, Channel.SMS);

        assertThat(told(phone).text()).isEqualTo("午餐好了");
    }

    @Test
    void aNumberThatNobodyHasIsGivenUpAndTheCallIsTriedInstead() {
        String number = Town.phone();
        WECHAT.telephone().knowsNot(number);
        Parcel parcel = new Parcel(
                CommunityId.of(town().communityId),
                "pick-up",
                Urgency.PRESSING,
                List.of(Channel.SMS, Channel.CALL),
                new Recipient.Telephone(number),
                () -> new Content("一", Map.of()));
        deliveries.add(List.of(parcel)).as(transaction::transactional).block();

        await().atMost(Duration.ofSeconds(10)).until(() -> outcomes().equals(List.of("refused", "refused")));
        assertThat(contents()).isZero();
    }

    @Test
    void whatCameTooLateIsNotSaid() {
        quietNow(mother);
        tell(mother, Urgency.TIMELY, "昨天的", Channel.SMS);
        CLOCK.advance(Duration.ofDays(3));

        await().atMost(Duration.ofSeconds(10)).until(() -> states().equals(List.of("LATE")));
        assertThat(WECHAT.telephone().to(mother.phone())).isEmpty();
    }

    @Test
    void adminsSeeFiguresAndNobodyElse() {
        tell(mother, Urgency.CALM, "一");
        await().atMost(Duration.ofSeconds(10)).until(() -> states().equals(List.of("NOT_ACCEPTED")));

        JsonNode figure = town().get(town().admin, "/api/admin/deliveries").at("/items/0");
        assertThat(figure.get("kind").asString()).isEqualTo(KIND);
        assertThat(figure.get("state").asString()).isEqualTo("NOT_ACCEPTED");
        assertThat(figure.get("number").asLong()).isEqualTo(1);
        assertThat(town().exchange("GET", mother, "/api/admin/deliveries", null, null)
                        .code())
                .isEqualTo("role-missing");
        assertThat(town().exchange("GET", town().admin, "/api/admin/deliveries?days=0", null, null)
                        .code())
                .isEqualTo("days-out-of-range");
    }

    @Test
    void peopleChooseTheirQuietHours() {
        JsonNode chosen =
                town().send("PUT", mother, "/api/me/quiet-hours", Map.of("from", "22:00", "until", "06:00"), null);
        assertThat(chosen.get("from").asString()).startsWith("22:00");
        assertThat(town().get(mother, "/api/me/quiet-hours").get("until").asString())
                .startsWith("06:00");
        assertThat(quiet(Map.of("from", "22:00"))).isEqualTo("quiet-hours-unclear");
        assertThat(quiet(Map.of("from", "25:00", "until", "06:00"))).isEqualTo("wrong-type");
        town().send("PUT", mother, "/api/me/quiet-hours", Map.of(), null);
        assertThat(town().get(mother, "/api/me/quiet-hours").get("from").asString())
                .startsWith("00:00");
    }

    private String quiet(Map<String, ?> body) {
        return town().exchange("PUT", mother, "/api/me/quiet-hours", body, null).code();
    }

    /** From an hour ago until in two hours, and it is noon there. */
    private void quietNow(Town.Person person) {
        Instant now = CLOCK.instant();
        var local = now.atZone(java.time.ZoneId.of("Asia/Shanghai")).toLocalTime();
        town().send(
                        "PUT",
                        person,
                        "/api/me/quiet-hours",
                        Map.of(
                                "from",
                                local.minusHours(1).toString(),
                                "until",
                                local.plusHours(2).toString()),
                        null);
    }

    private void accepts(Town.Person person) {
        WECHAT.miniProgram().accept(openId(person), TEMPLATE);
        town().post(person, "/api/me/message-acceptances", Map.of("answers", Map.of(TEMPLATE, "accept")));
    }

    private void tell(Town.Person person, Urgency urgency, String text) {
        tell(person, urgency, text, Channel.MESSAGE, Channel.SMS);
    }

    private void tell(Town.Person person, Urgency urgency, String text, Channel... channels) {
        tell(PersonId.of(person.id()), urgency, text, channels);
    }

    private void tell(PersonId person, Urgency urgency, String text, Channel... channels) {
        Parcel parcel = new Parcel(
                CommunityId.of(town().communityId),
                KIND,
                urgency,
                List.of(channels),
                new Recipient.Person(person),
                () -> new Content(text, Map.of("title", "标题", "words", text)));
        deliveries.add(List.of(parcel)).as(transaction::transactional).block();
    }

    private SimulatedTelephone.Said told(String phone) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !WECHAT.telephone().to(phone).isEmpty());
        return WECHAT.telephone().to(phone).get(0);
    }

    private String openId(Town.Person person) {
        return database.sql("SELECT open_id FROM wechat_account WHERE person_id = :person")
                .bind("person", UUID.fromString(person.id()))
                .map(row -> row.get("open_id", String.class))
                .one()
                .block(Duration.ofSeconds(5));
    }

    private List<JsonNode> messages(Town.Person person) {
        String openId = openId(person);
        return WECHAT.miniProgram().messages().stream()
                .filter(message -> message.path("touser").asString().equals(openId))
                .toList();
    }

    private int accepted() {
        return town().get(mother, "/api/me/message-acceptances")
                .get("items")
                .valueStream()
                .filter(item -> item.get("templateId").asString().equals(TEMPLATE))
                .findFirst()
                .orElseThrow()
                .get("accepted")
                .asInt();
    }

    private List<String> states() {
        return column("state");
    }

    private List<String> outcomes() {
        return column("outcome");
    }

    private List<String> column(String name) {
        return database.sql("SELECT " + name + " AS value FROM delivery WHERE community_id = :community ORDER BY 1")
                .bind("community", UUID.fromString(town().communityId))
                .map(row -> row.get("value", String.class))
                .all()
                .collectList()
                .block(Duration.ofSeconds(5));
    }

    private long number(String column) {
        return database.sql("SELECT sum(" + column + ") AS number FROM delivery WHERE community_id = :community")
                .bind("community", UUID.fromString(town().communityId))
                .map(row -> row.get("number", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }

    /** How many deliveries still hold what was said. */
    private long contents() {
        return number("CASE WHEN content IS NULL THEN 0 ELSE 1 END");
    }
}
