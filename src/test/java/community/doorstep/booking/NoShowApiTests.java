package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.PersonId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

class NoShowApiTests extends ApiTest {

    @Autowired
    private Absences absences;

    @Autowired
    private NoShows noShows;

    @Autowired
    private Catalog catalog;

    private Town.Person lin;
    private Town.Person operator;

    @BeforeEach
    void peopleComeIn() {
        lin = town().resident("林小红", "1990-05-01");
        operator = town().staff("小周", "OPERATOR");
    }

    @Test
    void whoDidNotComeIsMarkedOnceAfterAWhileAndTheMealIsPaidFor() {
        ServiceInTown lunch = aService("MEAL", "{}");
        Town.Person chen = town().resident("陈大哥", "1970-05-01");
        String slot = lunch.slots.get(1);
        String missed = lunch.bookPaid(lin, slot, null, operator);
        String eaten = lunch.book(chen, slot, null);
        Instant end = lunch.start(1, CLOCK.instant()).plus(Duration.ofHours(1));

        CLOCK.set(end.plus(Duration.ofMinutes(10)));
        fulfil(eaten, 204);
        CLOCK.set(end.plus(Duration.ofMinutes(119)));
        absences.note().block();
        assertThat(state(lunch, missed)).isEqualTo("CONFIRMED");

        CLOCK.set(end.plus(Duration.ofMinutes(121)));
        Flux.range(0, 6).flatMap(instance -> absences.note()).blockLast();

        assertThat(state(lunch, missed)).isEqualTo("NO_SHOW");
        assertThat(town().get(chen, "/api/bookings/" + eaten).get("state").asString())
                .isEqualTo("FULFILLED");
        assertThat(text("SELECT version::text AS text FROM booking WHERE id = :id", missed))
                .isEqualTo("3");
        assertThat(text("SELECT state AS text FROM charge WHERE booking_id = :id", missed))
                .isEqualTo("COMMITTED");
        assertThat(text("SELECT taken::text AS text FROM seats WHERE slot_id = :id", slot))
                .isEqualTo("2");
        assertThat(text("SELECT refunded_fen::text AS text FROM booking WHERE id = :id", missed))
                .isEqualTo("0");
    }

    @Test
    void manyAbsencesOfOneSlotAreAllMarked() {
        ServiceInTown lunch = aService("MEAL", "{}");
        String slot = lunch.slots.get(1);
        lunch.book(lin, slot, null);
        database.sql("""
                        INSERT INTO booking (community_id, id, slot_id, service_id, station_id, kind, beneficiary_id,
                                             booked_by, state, sole, due_fen, payment_terms, starts_at, ends_at, booked_at)
                        SELECT community_id, gen_random_uuid(), slot_id, service_id, station_id, kind,
                               gen_random_uuid(), booked_by, state, sole, due_fen, payment_terms, starts_at, ends_at,
                               booked_at
                        FROM booking, generate_series(1, 450) WHERE slot_id = :slot
                        """).bind("slot", UUID.fromString(slot)).then().block();
        CLOCK.set(lunch.start(1, CLOCK.instant()).plus(Duration.ofHours(4)));

        absences.note().block();

        assertThat(text("""
                SELECT count(*)::text AS text FROM booking WHERE slot_id = :id AND state = 'NO_SHOW' AND version = 2
                """, slot)).isEqualTo("451");
    }

    @Test
    void whereNobodyHasToBeThereNobodyIsAbsent() {
        ServiceInTown delivered = aService("MEAL", "{\"presence\": false}");
        String booking = delivered.book(lin, delivered.slots.get(1), null);

        CLOCK.advance(Duration.ofDays(4));
        absences.note().block();

        assertThat(state(delivered, booking)).isEqualTo("CONFIRMED");
    }

    @Test
    void theDeskPutsAWrongMarkRightWithinAWeek() {
        ServiceInTown lunch = aService("CARE", "{}");
        String wrong = lunch.book(lin, lunch.slots.get(1), null);
        String old = lunch.book(lin, lunch.slots.get(0), null);
        Instant end = lunch.start(1, CLOCK.instant()).plus(Duration.ofHours(1));
        CLOCK.set(end.plus(Duration.ofHours(3)));
        absences.note().block();

        CLOCK.set(end.plus(Duration.ofDays(7)).minusSeconds(30));
        String address = "/api/station/bookings/" + wrong + "/fulfilment";
        Town.Person elsewhere = new Town(api(), WECHAT).staff("别处", "OPERATOR");
        assertThat(town().exchange("POST", elsewhere, address, null, null).status())
                .isEqualTo(404);
        fulfil(wrong, 204);
        fulfil(wrong, 204);
        fulfil(old, 409);

        assertThat(state(lunch, wrong)).isEqualTo("FULFILLED");
        assertThat(state(lunch, old)).isEqualTo("NO_SHOW");
        assertThat(text("""
                SELECT count(*)::text AS text FROM audit_entry WHERE subject_id = :id AND action = 'no-show-corrected'
                """, wrong)).isEqualTo("1");
    }

    @Test
    void repeatedAbsencePausesBookingAheadOfThatServiceForATime() {
        ServiceInTown lenient = aService("MEAL", "{}");
        ServiceInTown lunch = aService("MEAL", "{\"noShows\": {\"times\": 2, \"withinDays\": 30, \"pauseDays\": 7}}");
        Town.Person chen = town().resident("陈大哥", "1970-05-01");
        for (int day : new int[] {1, 2}) {
            lunch.book(lin, lunch.slots.get(day), null);
        }
        lunch.book(chen, lunch.slots.get(1), null);
        Instant end = lunch.start(2, CLOCK.instant()).plus(Duration.ofHours(1));
        CLOCK.set(end.plus(Duration.ofHours(3)));
        absences.note().block();

        List<Service> services = List.of(service(lunch), service(lenient));
        List<PersonId> people = List.of(PersonId.of(lin.id()), PersonId.of(chen.id()));
        NoShows.Who who = new NoShows.Who(PersonId.of(lin.id()), ServiceId.of(lunch.id));
        Instant until = end.plus(Duration.ofDays(7));

        assertThat(noShows.pausedUntil(people, services, CLOCK.instant()).block())
                .isEqualTo(Map.of(who, until));
        assertThat(noShows.pausedUntil(people, services, until).block()).isEmpty();
        assertThat(noShows.pausedUntil(people, List.of(services.get(1)), end).block())
                .isEmpty();
    }

    private ServiceInTown aService(String kind, String rules) {
        return new ServiceInTown(town(), database, kind, "AT_DOOR", 1500, rules);
    }

    private Service service(ServiceInTown service) {
        return catalog.service(ServiceId.of(service.id)).block();
    }

    private String state(ServiceInTown service, String booking) {
        JsonNode view = service.booking(lin, booking);
        return view.get("state").asString();
    }

    private void fulfil(String booking, int status) {
        Town.Answer answer =
                town().exchange("POST", operator, "/api/station/bookings/" + booking + "/fulfilment", null, null);
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(status);
    }

    private String text(String sql, String id) {
        return database.sql(sql)
                .bind("id", UUID.fromString(id))
                .map(row -> row.get("text", String.class))
                .one()
                .block(Duration.ofSeconds(5));
    }
}
