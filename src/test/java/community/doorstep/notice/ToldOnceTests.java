package community.doorstep.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.BookingMoved;
import community.doorstep.booking.CancellationCause;
import community.doorstep.canteen.CanteenInTown;
import community.doorstep.canteen.MealReady;
import community.doorstep.care.ChildArrived;
import community.doorstep.care.ChildLeft;
import community.doorstep.care.Fetched;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.payment.RefundDone;
import community.doorstep.repair.RepairsInTown;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import community.doorstep.waitlist.SeatOffered;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

/** Each of the messages that people wait for comes once, whoever says however often that it happened. */
class ToldOnceTests extends ApiTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant NOON = Instant.parse("2030-09-02T04:00:00Z");

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionalOperator transaction;

    @Test
    void whatTheHouseSaysTwiceIsToldOnce() {
        Town.Person mother = town().resident("林小红", "1990-05-01");
        PersonId person = PersonId.of(mother.id());
        String service = town().service("MEAL", "午餐", "AT_DOOR", null, null);
        town().everyDay(service, 5);
        CommunityId community = CommunityId.of(town().communityId);
        StationId station = StationId.of(town().stationId);
        ServiceId lunch = ServiceId.of(service);
        SlotId slot = SlotId.of(town().slots(service).get(0));
        UUID id = Ids.next();
        UUID refund = Ids.next();
        for (int version = 1; version <= 3; version++) {
            happened(
                    new BookingConfirmed(
                            community, id, version, lunch, slot, station, ServiceKind.MEAL, person, person, NOON, NOON),
                    new MealReady(community, id, version, person, person, NOON),
                    new SeatOffered(community, id, version, slot, lunch, person, person, NOON),
                    new ChildArrived(community, id, version, person, lunch, station, NOON, Set.of(person)),
                    new ChildLeft(
                            community, id, version, person, lunch, station, NOON, Fetched.GUARDIAN, 0, Set.of(person)),
                    new RefundDone(community, id, version, refund, Ids.next(), person, "午餐", 500, "WECHAT", false));
        }
        // Another refund for the same booking is news of its own.
        happened(new RefundDone(community, id, 4, Ids.next(), Ids.next(), person, "午餐", 700, "WECHAT", false));
        await().atMost(SOON).until(() -> waiting() == 0);

        assertThat(kinds(mother))
                .containsExactlyInAnyOrder(
                        "BOOKING_CONFIRMED",
                        "MEAL_READY",
                        "SEAT_OFFERED",
                        "CHILD_ARRIVED",
                        "CHILD_LEFT",
                        "REFUND_DONE",
                        "REFUND_DONE");
        assertThat(sent(mother)).as("on their way beyond the inbox").isEqualTo(7);
    }

    @Test
    void whatIsOutOfDateIsNotToldAnyMore() {
        Town.Person mother = town().resident("林小红", "1990-05-01");
        PersonId person = PersonId.of(mother.id());
        String service = town().service("MEAL", "午餐", "AT_DOOR", null, null);
        town().everyDay(service, 5);
        CommunityId community = CommunityId.of(town().communityId);
        StationId station = StationId.of(town().stationId);
        ServiceId lunch = ServiceId.of(service);
        SlotId slot = SlotId.of(town().slots(service).get(0));
        UUID id = Ids.next();
        happened(new BookingCancelled(
                community,
                id,
                3,
                lunch,
                slot,
                station,
                ServiceKind.MEAL,
                person,
                person,
                NOON,
                NOON,
                CancellationCause.STAFF,
                "停水",
                0));
        await().atMost(SOON).until(() -> kinds(mother).equals(List.of("BOOKING_CANCELLED")));

        // The outbox hands them out in any order.
        happened(
                new BookingMoved(
                        community,
                        id,
                        2,
                        lunch,
                        slot,
                        station,
                        ServiceKind.MEAL,
                        person,
                        person,
                        NOON,
                        NOON,
                        NOON.minusSeconds(60)),
                new BookingConfirmed(
                        community, id, 1, lunch, slot, station, ServiceKind.MEAL, person, person, NOON, NOON));
        await().atMost(SOON).until(() -> waiting() == 0);

        assertThat(kinds(mother)).containsExactly("BOOKING_CANCELLED");
    }

    @Test
    void aResidentHearsOnceOfEachVisitWhoeverComesAlong() {
        RepairsInTown repairs = new RepairsInTown(town(), 1000L);
        Town.Person resident = town().resident("李娜", "1985-04-01");
        Town.Person wang = repairs.worker("王建国", "TAP");
        Town.Person liu = repairs.worker("刘师傅", "TAP");
        String job = repairs.booked(resident, RepairsInTown.details("TAP", "501"));
        repairs.claimed(wang, job);
        toldOnTheWay(resident, 1);

        // A colleague comes along, the other takes over: it is the same visit.
        String helper = town().made(wang, "/api/worker/jobs/" + job + "/helpers", Map.of("reason", "太重"));
        repairs.claimed(liu, helper);
        repairs.completed(liu, helper);
        town().post(wang, "/api/worker/jobs/" + job + "/handover", Map.of("workerId", liu.id(), "reason", "交班"));
        repairs.step(liu, job, "takeover");
        toldOnTheWay(resident, 1);

        // With the part in hand somebody comes again.
        repairs.step(liu, job, "arrival");
        town().post(
                        liu,
                        "/api/worker/jobs/" + job + "/pause",
                        Map.of("reason", "PARTS", "resumesAt", CLOCK.instant().plus(Duration.ofHours(2))));
        repairs.step(liu, job, "resumption");
        toldOnTheWay(resident, 2);
    }

    @Test
    void eachDoorOfARunIsToldOnce() {
        CanteenInTown canteen = new CanteenInTown(town(), CLOCK, 5);
        Town.Person wang = town().resident("王奶奶", "1944-03-01");
        Town.Person zhou = town().resident("周奶奶", "1946-03-01");
        Town.Person eatsThere = town().resident("李爷爷", "1940-03-01");
        String meal = canteen.book(wang, wang.id(), carriedTo("望江街 1 号", 26.5831));
        canteen.book(zhou, zhou.id(), carriedTo("望江街 2 号", 26.5832));
        canteen.book(eatsThere, eatsThere.id(), null);
        canteen.clockIs("10:35");
        RepairsInTown crew = new RepairsInTown(town(), 1000L);
        Town.Person rider = crew.worker("赵骑手", "DELIVERY");
        String run = await().atMost(SOON).until(() -> run(meal), found -> !found.isEmpty());

        crew.claimed(rider, run);

        toldOnTheWay(wang, 1);
        toldOnTheWay(zhou, 1);
        toldOnTheWay(eatsThere, 0);
    }

    private static Map<String, Object> carriedTo(String address, double latitude) {
        return Map.of(
                "serving", "DELIVERY", "address", address, "place", Map.of("latitude", latitude, "longitude", 101.719));
    }

    private String run(String meal) {
        return database.sql("""
            SELECT coalesce(max(run_id::text), '') AS run FROM meal_delivery JOIN job ON job.id = run_id
            WHERE booking_id = :meal
            """)
                .bind("meal", UUID.fromString(meal))
                .map(row -> row.get("run", String.class))
                .one()
                .block(Duration.ofSeconds(5));
    }

    private void toldOnTheWay(Town.Person resident, int times) {
        await().atMost(SOON).until(() -> waiting() == 0);
        assertThat(kinds(resident).stream().filter("WORKER_ON_THE_WAY"::equals)).hasSize(times);
    }

    private void happened(DomainEvent... events) {
        outbox.addAll(List.of(events)).as(transaction::transactional).block();
        outbox.nudge();
    }

    private List<String> kinds(Town.Person reader) {
        JsonNode inbox = town().get(reader, "/api/me/inbox?size=50");
        return inbox.get("items")
                .valueStream()
                .map(item -> item.get("kind").asString())
                .toList();
    }

    private long sent(Town.Person reader) {
        return number("SELECT count(*) AS n FROM delivery WHERE person_id = :id AND instead_of IS NULL", reader.id());
    }

    private long waiting() {
        return number("SELECT count(*) AS n FROM outbox WHERE community_id = :id", town().communityId);
    }

    private long number(String sql, String id) {
        return database.sql(sql)
                .bind("id", UUID.fromString(id))
                .map(row -> row.get("n", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }
}
