package community.doorstep.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.BookingMissed;
import community.doorstep.booking.BookingMoved;
import community.doorstep.booking.CancellationCause;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import community.doorstep.waitlist.OfferLapsed;
import community.doorstep.waitlist.SeatOffered;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InboxApiTests extends ApiTest {

    private static final Instant START = Instant.parse("2030-09-02T04:00:00Z");

    @Autowired
    private Outbox outbox;

    @Autowired
    private JsonMapper json;

    @Autowired
    private TransactionalOperator transaction;

    private Town.Person mother;
    private String child;
    private String service;
    private String slot;

    @BeforeEach
    void aFamily() {
        mother = town().resident("林小红", "1990-05-01");
        child = town().family(mother, "周朵朵", "2018-09-09", "CHILD");
        service = town().service("CARE", "课后托管", "AT_DOOR", null, null);
        town().everyDay(service, 5);
        slot = town().slots(service).get(0);
    }

    @Test
    void bothParentsAreToldOfTheirChildsBookingAndNobodyElse() {
        Town.Person father = town().resident("周大明", "1988-05-01");
        Town.Person operator = town().staff("小周", "OPERATOR");
        String code = town().post(mother, "/api/me/family/" + child + "/invitations", Map.of())
                .get("code")
                .asString();
        town().post(father, "/api/me/family/acceptances", Map.of("code", code));

        happened(confirmed(child, operator.id(), Ids.next()));

        JsonNode told = inbox(mother, 1).at("/items/0");
        assertThat(told.get("kind").asString()).isEqualTo("BOOKING_CONFIRMED");
        assertThat(told.get("title").asString()).isEqualTo("预约成功");
        assertThat(told.get("words").asString()).isEqualTo("课后托管，9月2日 12:00开始。");
        assertThat(told.get("aboutId").asString()).isEqualTo(child);
        assertThat(inbox(father, 1).at("/items/0/aboutId").asString()).isEqualTo(child);
        assertThat(inbox(operator, 0).get("items")).isEmpty();
    }

    @Test
    void whoHasAnAccountIsToldAndTheDaughterWhoBooked() {
        Town.Person neighbour = town().resident("生人", "1970-05-01");

        happened(confirmed(neighbour.id(), mother.id(), Ids.next()), confirmed(mother.id(), mother.id(), Ids.next()));

        assertThat(inbox(neighbour, 1).at("/items/0/aboutId").asString()).isEqualTo(neighbour.id());
        assertThat(inbox(mother, 1).at("/items/0/aboutId").asString()).isEqualTo(mother.id());
    }

    /** As when an instance dies after one of its consumers, before the event is deleted. */
    @Test
    void anEventThatIsTakenUpAgainIsToldOnce() {
        UUID event = Ids.next();
        BookingConfirmed booked = confirmed(child, mother.id(), Ids.next());
        leased(event, booked);
        inbox(mother, 1);

        leased(event, booked);

        await().atMost(Duration.ofSeconds(10)).until(() -> waiting(event) == 0);
        inbox(mother, 1);
    }

    @Test
    void whatOneDidOneselfIsNotToldAndAllElseIs() {
        happened(
                cancelled(CancellationCause.BY_PERSON, "", 0),
                cancelled(CancellationCause.STAFF, "厨师病了", 500),
                cancelled(CancellationCause.CLOSURE, "台风", 1500),
                cancelled(CancellationCause.EXPIRED, "", 0),
                missed(),
                movedTo(START.plusSeconds(3600)),
                new SeatOffered(
                        community(),
                        Ids.next(),
                        1,
                        SlotId.of(slot),
                        ServiceId.of(service),
                        person(child),
                        person(mother.id()),
                        START),
                new OfferLapsed(
                        community(),
                        Ids.next(),
                        2,
                        SlotId.of(slot),
                        ServiceId.of(service),
                        person(child),
                        person(mother.id())));

        JsonNode told = inbox(mother, 7);
        assertThat(told.get("items").valueStream().map(item -> item.get("kind").asString()))
                .containsExactlyInAnyOrder(
                        "BOOKING_CANCELLED",
                        "BOOKING_CLOSED",
                        "BOOKING_EXPIRED",
                        "BOOKING_MISSED",
                        "BOOKING_MOVED",
                        "SEAT_OFFERED",
                        "OFFER_LAPSED");
        assertThat(words(told, "BOOKING_CLOSED")).contains("台风", "15.00");
        assertThat(words(told, "BOOKING_MOVED")).contains("9月2日 13:00", "原定9月2日 12:00", "免费取消");
    }

    @Test
    void theInboxIsReadPageByPageNewestFirstAndInEnglishToo() {
        List<String> bookings = new ArrayList<>();
        for (int n = 1; n <= 5; n++) {
            UUID booking = Ids.next();
            bookings.add(0, booking.toString());
            happened(confirmed(child, mother.id(), booking));
            inbox(mother, n);
        }

        JsonNode first = town().get(mother, "/api/me/inbox?size=2");
        JsonNode second = town().get(
                        mother,
                        "/api/me/inbox?size=3&cursor=" + first.get("next").asString());

        List<String> read = new ArrayList<>();
        first.get("items")
                .valueStream()
                .forEach(item -> read.add(item.get("subjectId").asString()));
        second.get("items")
                .valueStream()
                .forEach(item -> read.add(item.get("subjectId").asString()));
        assertThat(read).isEqualTo(bookings);
        assertThat(second.get("next").isNull()).isTrue();
        byte[] english = api().get()
                .uri("/api/me/inbox?size=1")
                .headers(headers -> headers.setBearerAuth(mother.token()))
                .header(HttpHeaders.ACCEPT_LANGUAGE, "en-GB")
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBody();
        assertThat(json.readTree(english).at("/items/0/title").asString()).isEqualTo("Booked");
    }

    @Test
    void whatIsReadIsNoLongerCounted() {
        for (int n = 1; n <= 4; n++) {
            happened(confirmed(child, mother.id(), Ids.next()));
            inbox(mother, n);
        }
        List<String> ids = ids(mother);

        assertThat(read(mother, Map.of("ids", List.of(ids.get(0))))
                        .body()
                        .get("unread")
                        .asLong())
                .isEqualTo(3);
        assertThat(read(mother, Map.of("upTo", ids.get(2))).body().get("unread").asLong())
                .isEqualTo(1);
        String readAt =
                town().get(mother, "/api/me/inbox").at("/items/0/readAt").asString();
        assertThat(read(mother, Map.of("upTo", ids.get(0))).body().get("unread").asLong())
                .isZero();
        assertThat(town().get(mother, "/api/me/inbox").at("/items/0/readAt").asString())
                .isEqualTo(readAt);
    }

    @Test
    void anothersNoticeIsNotThereAndBadInputIsRefused() {
        Town.Person stranger = town().resident("生人", "1970-05-01");
        happened(confirmed(child, mother.id(), Ids.next()));
        inbox(mother, 1);
        String id = ids(mother).get(0);

        assertThat(read(stranger, Map.of("ids", List.of(id))).status()).isEqualTo(404);
        assertThat(read(stranger, Map.of("upTo", id)).code()).isEqualTo("notice-unknown");
        assertThat(read(mother, Map.of("ids", List.of(id, UUID.randomUUID()))).code())
                .isEqualTo("notice-unknown");
        assertThat(read(mother, Map.of()).code()).isEqualTo("inbox-read-unclear");
        assertThat(read(mother, Map.of("upTo", id, "ids", List.of(id))).code()).isEqualTo("inbox-read-unclear");
        assertThat(read(mother, Map.of("upTo", "yesterday")).code()).isEqualTo("wrong-type");
        assertThat(code(mother, "/api/me/inbox?size=0")).isEqualTo("page-size");
        assertThat(code(mother, "/api/me/inbox?cursor=x")).isEqualTo("cursor-invalid");
        assertThat(code(null, "/api/me/inbox")).isEqualTo("not-signed-in");
        assertThat(inbox(mother, 1).get("unread").asLong()).isEqualTo(1);
    }

    private String code(Town.Person caller, String address) {
        return town().exchange("GET", caller, address, null, null).code();
    }

    private Town.Answer read(Town.Person caller, Object body) {
        return town().exchange("POST", caller, "/api/me/inbox/read", body, null);
    }

    private List<String> ids(Town.Person reader) {
        return town().get(reader, "/api/me/inbox")
                .get("items")
                .valueStream()
                .map(item -> item.get("id").asString())
                .toList();
    }

    /** The inbox once everything was told, and so many notices are in it. */
    private JsonNode inbox(Town.Person reader, int size) {
        await().atMost(Duration.ofSeconds(10)).until(() -> waitingOfTown() == 0);
        JsonNode inbox = town().get(reader, "/api/me/inbox");
        assertThat(inbox.get("items")).hasSize(size);
        return inbox;
    }

    private static String words(JsonNode inbox, String kind) {
        return inbox.get("items")
                .valueStream()
                .filter(item -> item.get("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow()
                .get("words")
                .asString();
    }

    private void happened(DomainEvent... events) {
        outbox.addAll(List.of(events)).as(transaction::transactional).block();
        outbox.nudge();
    }

    private void leased(UUID id, DomainEvent event) {
        database.sql("""
            INSERT INTO outbox (id, community_id, type, payload, at, due_at, attempts)
            VALUES (:id, :community, :type, :payload, :now, :now, 1)
            """)
                .bind("id", id)
                .bind("community", event.community().value())
                .bind("type", event.getClass().getName())
                .bind("payload", json.writeValueAsString(event))
                .bind("now", CLOCK.instant())
                .then()
                .block(Duration.ofSeconds(5));
        outbox.nudge();
    }

    private long waiting(UUID event) {
        return number("SELECT count(*) AS number FROM outbox WHERE id = :id", event);
    }

    private long waitingOfTown() {
        return number(
                "SELECT count(*) AS number FROM outbox WHERE community_id = :id", UUID.fromString(town().communityId));
    }

    private long number(String sql, UUID id) {
        return database.sql(sql)
                .bind("id", id)
                .map(row -> row.get("number", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }

    private CommunityId community() {
        return CommunityId.of(town().communityId);
    }

    private static PersonId person(String id) {
        return PersonId.of(id);
    }

    private BookingConfirmed confirmed(String beneficiary, String bookedBy, UUID booking) {
        return new BookingConfirmed(
                community(),
                booking,
                1,
                ServiceId.of(service),
                SlotId.of(slot),
                StationId.of(town().stationId),
                ServiceKind.CARE,
                person(beneficiary),
                person(bookedBy),
                START,
                START.plusSeconds(60));
    }

    private BookingCancelled cancelled(CancellationCause cause, String reason, long refundedFen) {
        return new BookingCancelled(
                community(),
                Ids.next(),
                2,
                ServiceId.of(service),
                SlotId.of(slot),
                StationId.of(town().stationId),
                ServiceKind.CARE,
                person(child),
                person(mother.id()),
                START,
                START.plusSeconds(60),
                cause,
                reason,
                refundedFen);
    }

    private BookingMissed missed() {
        return new BookingMissed(
                community(),
                Ids.next(),
                2,
                ServiceId.of(service),
                SlotId.of(slot),
                StationId.of(town().stationId),
                ServiceKind.CARE,
                person(child),
                person(mother.id()),
                START,
                START.plusSeconds(60));
    }

    private BookingMoved movedTo(Instant start) {
        return new BookingMoved(
                community(),
                Ids.next(),
                2,
                ServiceId.of(service),
                SlotId.of(slot),
                StationId.of(town().stationId),
                ServiceKind.CARE,
                person(child),
                person(mother.id()),
                start,
                start.plusSeconds(60),
                START);
    }
}
