package community.doorstep.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationId;
import community.doorstep.wechat.simulator.SimulatedTelephone;
import community.doorstep.wechat.simulator.SimulatedTemplates;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

/** From a letter to the inbox and beyond. */
class NoticeDeliveryApiTests extends ApiTest {

    private static final NoticeFacts NOON = NoticeFacts.NONE.startsAt(Instant.parse("2030-09-02T04:00:00Z"));

    @Autowired
    private Notices notices;

    @Autowired
    private TransactionalOperator transaction;

    private String service;

    @BeforeEach
    void aLunch() {
        service = town().service("MEAL", "长者午餐", "AT_DOOR", null, null);
    }

    @Test
    void whoHasAcceptedAMessageIsSentItAndFindsItInTheInbox() {
        Town.Person mother = town().resident("林小红", "1990-05-01");
        String template = SimulatedTemplates.id("seat-offered");
        WECHAT.miniProgram().accept(openId(mother), template);
        town().post(mother, "/api/me/message-acceptances", Map.of("answers", Map.of(template, "accept")));

        UUID entry = tell(NoticeKind.SEAT_OFFERED, Audience.concerned(person(mother.id()), person(mother.id())));

        await().atMost(Duration.ofSeconds(10)).until(() -> messages(mother).size() == 1);
        JsonNode message = messages(mother).get(0);
        assertThat(message.at("/data/thing1/value").asString()).isEqualTo("候补到了名额");
        assertThat(message.at("/data/thing2/value").asString()).hasSize(20).startsWith("长者午餐（9月2日 12:00）");
        assertThat(message.path("page").asString()).endsWith(entry.toString());
        assertThat(town().get(mother, "/api/me/inbox").get("items")).hasSize(1);
        assertThat(WECHAT.telephone().to(mother.phone())).isEmpty();
    }

    @Test
    void anElderWhoOnlyTelephonesIsToldByShortMessageAndTheDaughterByWechat() {
        Town.Person operator = town().staff("小周", "OPERATOR");
        String phone = Town.phone();
        String elder = town().made(
                        operator,
                        "/api/station/residents",
                        Map.of("name", "郭长福", "phone", phone, "birthDate", "1944-01-01"));

        tell(NoticeKind.BOOKING_CLOSED, Audience.concerned(person(elder), person(operator.id())));

        assertThat(told(phone).text()).isEqualTo("活动取消：长者午餐（9月2日 12:00）不举行了，预约已取消。");
        assertThat(told(phone).way()).isEqualTo("SMS");
        assertThat(town().get(operator, "/api/me/inbox").get("items")).isEmpty();
    }

    @Test
    void aRoleAtAStationIsToldAndNobodyElsewhere() {
        Town.Person lead = town().staff("王站长", "STATION_LEAD");
        Town.Person worker = town().staff("小刘", "WORKER");

        tell(NoticeKind.BOOKING_MOVED, Audience.at(StationId.of(town().stationId), Role.STATION_LEAD));

        assertThat(town().get(lead, "/api/me/inbox").get("items")).hasSize(1);
        assertThat(town().get(worker, "/api/me/inbox").get("items")).isEmpty();
        tell(
                NoticeKind.BOOKING_MOVED,
                Audience.at(StationId.of(UUID.randomUUID().toString()), Role.STATION_LEAD));
        assertThat(town().get(lead, "/api/me/inbox").get("items")).hasSize(1);
    }

    @Test
    void aBareNumberIsToldByTelephoneOnly() {
        String number = Town.phone();

        tell(NoticeKind.BOOKING_MOVED, Audience.telephone(number));

        assertThat(told(number).text()).startsWith("时间有变：");
    }

    @Test
    void oneWhoSaysItByAFactOfItsOwnIsWordedWithIt() {
        Town.Person mother = town().resident("林小红", "1990-05-01");
        Letter letter = letter(NoticeKind.BOOKING_CANCELLED, Audience.these(List.of(person(mother.id()))))
                .facts(NOON.detail("reason", "师傅说停水了"));
        notices.tell(List.of(letter)).as(transaction::transactional).block();

        assertThat(town().get(mother, "/api/me/inbox").at("/items/0/words").asString())
                .endsWith("原因：师傅说停水了。");
    }

    private UUID tell(NoticeKind kind, Audience audience) {
        Letter letter = letter(kind, audience);
        notices.tell(List.of(letter)).as(transaction::transactional).block();
        return letter.subject();
    }

    private Letter letter(NoticeKind kind, Audience audience) {
        PersonId about = audience instanceof Audience.Concerned concerned
                ? concerned.concern().person()
                : null;
        return new Letter(
                kind,
                CommunityId.of(town().communityId),
                Ids.next(),
                audience,
                about,
                ServiceId.of(service),
                null,
                NOON);
    }

    private static PersonId person(String id) {
        return PersonId.of(id);
    }

    private static SimulatedTelephone.Said told(String phone) {
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
}
