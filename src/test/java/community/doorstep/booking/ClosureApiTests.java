package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotCancelled;
import community.doorstep.catalog.SlotId;
import community.doorstep.catalog.SlotListener;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

class ClosureApiTests extends ApiTest {

    private static final String STRICT = """
        {"cancellation": {"freeMinutes": 100000, "shareMinutes": 100000, "keptPercent": 100}}
        """;

    @Autowired
    private ClosedSlots closedSlots;

    @Autowired
    private List<SlotListener> listeners;

    @Autowired
    private Catalog catalog;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionalOperator transaction;

    private Town.Person lin;
    private Town.Person operator;
    private ServiceInTown lunch;
    private String slot;

    @BeforeEach
    void aLunchThatGivesNothingBack() {
        lin = town().resident("林小红", "1990-05-01");
        operator = town().staff("小周", "OPERATOR");
        lunch = new ServiceInTown(town(), database, "MEAL", "AT_DOOR", 1500, STRICT);
        slot = lunch.slots.get(2);
    }

    @Test
    void aClosureGivesEverythingBackAndSaysWhy() {
        String booking = lunch.bookPaid(lin, slot, null, operator);

        closed(slot);

        await().atMost(Duration.ofSeconds(10)).until(() -> state(booking).equals("CANCELLED"));
        JsonNode view = lunch.booking(lin, booking);
        assertThat(view.get("endCause").asString()).isEqualTo("CLOSURE");
        assertThat(view.get("endReason").asString()).isEqualTo("台风");
        assertThat(view.get("refundedFen").asLong()).isEqualTo(1500);
        assertThat(text("SELECT state AS text FROM charge WHERE booking_id = :id", booking))
                .isEqualTo("RELEASED");
        assertThat(lunch.seatsLeft(slot)).isEqualTo(20);
        assertThat(text(ASKED, booking)).isEqualTo("1500 in 1");
    }

    @Test
    void whoBookedFindsInTheInboxThatTheAdminMovedAndThenCancelledTheSlot() {
        String booking = lunch.bookPaid(lin, slot, null, operator);
        Instant start = lunch.start(2, CLOCK.instant()).plus(Duration.ofHours(3));
        String address = "/api/admin/slots/" + slot;

        town().post(town().admin, address + "/move", Map.of("startsAt", start, "endsAt", start.plusSeconds(3600)));
        assertThat(Instant.parse(lunch.booking(lin, booking).get("startsAt").asString()))
                .isEqualTo(start);
        // What is out of date by the time that it is heard of is not told.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> kinds(lin).containsAll(List.of("BOOKING_CONFIRMED", "BOOKING_MOVED")));
        town().post(town().admin, address + "/cancellation", Map.of("reason", "台风"));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> kinds(lin).containsAll(List.of("BOOKING_CONFIRMED", "BOOKING_MOVED", "BOOKING_CLOSED")));
        assertThat(kinds(lin)).hasSize(3);
        assertThat(text(ASKED, booking)).isEqualTo("1500 in 1");
    }

    private List<String> kinds(Town.Person reader) {
        return town().get(reader, "/api/me/inbox")
                .get("items")
                .valueStream()
                .map(item -> item.get("kind").asString())
                .toList();
    }

    @Test
    void anotherRoomAloneMovesNoBooking() {
        String booking = lunch.book(lin, slot, null);

        moved(lunch.start(2, CLOCK.instant()));

        assertThat(lunch.booking(lin, booking).get("movedAt").isNull()).isTrue();
    }

    @Test
    void theSameClosureHandledTwiceAtOnceRefundsOnce() {
        List<String> bookings = Flux.range(0, 6)
                .map(n -> lunch.bookPaid(town().resident("居民" + n, "1980-01-01"), slot, null, operator))
                .collectList()
                .block();
        SlotCancelled event = event(slot);

        Flux.range(0, 4)
                .flatMap(instance -> Mono.defer(() -> closedSlots.on(List.of(event)))
                        .as(transaction::transactional)
                        .subscribeOn(Schedulers.parallel()))
                .blockLast();
        closedSlots.on(List.of(event, event)).as(transaction::transactional).block();

        await().atMost(Duration.ofSeconds(10)).until(() -> lunch.seatsLeft(slot) == 20);
        assertThat(bookings)
                .allSatisfy(booking -> assertThat(text(ASKED, booking)).isEqualTo("1500 in 1"));
        assertThat(text("SELECT taken::text AS text FROM seats WHERE slot_id = :id", slot))
                .isEqualTo("0");
    }

    @Test
    void aLargeClosureGoesOnUntilNobodyIsLeft() {
        ServiceInTown many =
                new ServiceInTown(town(), database, "MEAL", "AT_DOOR", 1500, STRICT, java.time.LocalTime.NOON, 1000);
        String full = many.slots.get(1);
        many.book(lin, full, null);
        database.sql("""
            WITH more AS (
                INSERT INTO booking (community_id, id, slot_id, service_id, station_id, kind,
                                     beneficiary_id, booked_by, state, sole, due_fen, payment_terms,
                                     starts_at, ends_at, booked_at)
                SELECT community_id, gen_random_uuid(), slot_id, service_id, station_id, kind,
                       gen_random_uuid(), booked_by, state, number > 100, due_fen, payment_terms,
                       starts_at, ends_at, booked_at
                FROM booking, generate_series(1, 350) AS number WHERE slot_id = :slot RETURNING id)
            UPDATE seats SET taken = taken + (SELECT count(*) FROM more) WHERE slot_id = :slot
            """).bind("slot", UUID.fromString(full)).then().block();

        closed(full);

        await().atMost(Duration.ofSeconds(20)).until(() -> many.seatsLeft(full) == 1000);
        assertThat(text("""
            SELECT count(*)::text AS text FROM booking
            WHERE slot_id = :id AND state = 'CANCELLED' AND end_cause = 'CLOSURE' AND version = 2
            """, full)).isEqualTo("351");
    }

    @Test
    void aClosureOfASlotThatIsNotThereChangesNothing() {
        String booking = lunch.bookPaid(lin, slot, null, operator);

        closedSlots
                .on(List.of(event(UUID.randomUUID().toString())))
                .as(transaction::transactional)
                .block();

        assertThat(state(booking)).isEqualTo("CONFIRMED");
    }

    @Test
    void aBookingMovesWithItsSlotAndIsFreeUntilTheNewStart() {
        String booking = lunch.bookPaid(lin, slot, null, operator);
        assertThat(lunch.terms(lin, booking).get("refundFen").asLong()).isZero();
        Instant start = lunch.start(2, CLOCK.instant()).plus(Duration.ofHours(3));

        moved(start);

        JsonNode view = lunch.booking(lin, booking);
        assertThat(Instant.parse(view.get("startsAt").asString())).isEqualTo(start);
        assertThat(view.get("movedAt").isNull()).isFalse();
        CLOCK.set(start.minusSeconds(30));
        JsonNode terms = lunch.terms(lin, booking);
        assertThat(terms.get("refundFen").asLong()).isEqualTo(1500);
        assertThat(Instant.parse(terms.get("freeUntil").asString())).isEqualTo(start);
        CLOCK.set(start.plusSeconds(1));
        assertThat(lunch.terms(lin, booking).get("refundFen").asLong()).isZero();
    }

    @Test
    void whatWasOverBeforeTheMoveStaysWhereItWas() {
        String booking = lunch.book(lin, slot, null);
        lunch.cancel(lin, booking, null);

        moved(lunch.start(2, CLOCK.instant()).plus(Duration.ofHours(3)));

        assertThat(lunch.booking(lin, booking).get("movedAt").isNull()).isTrue();
    }

    private static final String ASKED = """
        SELECT coalesce(sum(refund.amount_fen), 0) || ' in ' || count(*) AS text FROM refund
        JOIN payment ON payment.id = refund.payment_id WHERE payment.reference = :id
        """;

    private SlotCancelled event(String slot) {
        return new SlotCancelled(
                CommunityId.of(town().communityId), UUID.fromString(slot), 2, ServiceId.of(lunch.id), "台风");
    }

    private void closed(String slot) {
        outbox.add(event(slot)).as(transaction::transactional).block();
        outbox.nudge();
    }

    private void moved(Instant start) {
        Slot before = catalog.slot(SlotId.of(slot)).block();
        Slot after = new Slot(
                before.id(),
                before.communityId(),
                before.serviceId(),
                before.stationId(),
                before.day(),
                start,
                start.plus(Duration.ofHours(1)),
                before.opensAt(),
                start,
                before.capacity(),
                before.activity());
        Flux.fromIterable(listeners)
                .concatMap(listener -> listener.moved(after))
                .then()
                .as(transaction::transactional)
                .block();
    }

    private String state(String booking) {
        return lunch.booking(lin, booking).get("state").asString();
    }

    private String text(String sql, String id) {
        return database.sql(sql)
                .bind("id", UUID.fromString(id))
                .map(row -> row.get("text", String.class))
                .one()
                .block(Duration.ofSeconds(5));
    }
}
