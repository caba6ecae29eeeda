package community.doorstep.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.BookingMoved;
import community.doorstep.booking.CancellationCause;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;

/** From a resident's booking, or a call to the desk, to a worker at the door and back. */
class RepairApiTests extends ApiTest {

    private static final Map<String, Object> DETAILS = Map.of(
            "category", "TAP",
            "address", "望江街 3 栋 2 单元 501",
            "place", Map.of("latitude", 26.58765, "longitude", 101.71842),
            "note", "厨房水龙头滴水",
            "stairs", true);

    @Autowired
    private RepairCalls calls;

    @Autowired
    private TransactionalOperator transaction;

    private Town.Person resident;
    private Town.Person worker;
    private String service;
    private String slotNow;

    @BeforeEach
    void station() {
        resident = town().resident("李奶奶", "1942-04-01");
        worker = town().staff("王建国", "WORKER");
        town().send(
                        "PUT",
                        town().admin,
                        "/api/admin/workers/" + worker.id() + "/skills",
                        Map.of("communityId", town().communityId, "skills", List.of("TAP")),
                        null);
        town().send("PUT", worker, "/api/worker/shift", Map.of("onDuty", true, "stationId", town().stationId), null);
        service = town().service("REPAIR", "上门维修", "AFTER", null, null);
        town().publishPrices(Map.of(service, 1000L));
        town().everyDay(service, 20);
        slotNow = town().get(null, "/api/services/" + service + "/slots")
                .at("/0/id")
                .asString();
    }

    @Test
    void aBookingBecomesAJobAndIsFulfilledWhenTheJobIsDone() {
        String booking = book(DETAILS).body().get("id").asString();
        waits(booking);

        JsonNode held = step(booking, "claim");
        assertThat(held.get("address").asString()).isEqualTo("望江街 3 栋 2 单元 501");
        assertThat(held.get("note").asString()).isEqualTo("厨房水龙头滴水 （楼梯）");
        Duration promise = Duration.between(
                Instant.now(), Instant.parse(held.get("promisedBy").asString()));
        assertThat(promise).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(30));
        step(booking, "arrival");
        step(booking, "completion");

        await().atMost(Duration.ofSeconds(10)).until(() -> state(booking).equals("FULFILLED"));
    }

    @Test
    void cashTakenAtTheDoorIsTheWorkersToHandIn() {
        String booking = book(DETAILS).body().get("id").asString();
        waits(booking);
        step(booking, "claim");
        step(booking, "arrival");
        step(booking, "completion");

        town().cashAtTheDoor(worker, booking);

        await().atMost(Duration.ofSeconds(10))
                .until(() ->
                        town().get(worker, "/api/worker/today").get("cashFen").asLong() == 1000);
    }

    @Test
    void cancellingTheBookingWithdrawsTheJob() {
        String booking = book(DETAILS).body().get("id").asString();
        waits(booking);
        step(booking, "claim");

        town().post(resident, "/api/bookings/" + booking + "/cancellation", null);

        await().atMost(Duration.ofSeconds(10))
                .until(() -> town().get(worker, "/api/worker/jobs").get("mine").isEmpty());
        assertThat(town().exchange("POST", worker, "/api/worker/jobs/" + booking + "/arrival", null, null)
                        .code())
                .isEqualTo("job-cancelled");
    }

    @Test
    void aCallToTheDeskGoesOutLikeAnyOther() {
        Town.Person operator = town().staff("小周", "OPERATOR");
        Map<String, Object> call = Map.of("slotId", slotNow, "beneficiaryId", resident.id(), "details", DETAILS);

        waits(town().made(operator, "/api/station/calls", call));
    }

    @Test
    void aRepairWithoutAnAddressIsRefused() {
        Town.Answer answer = book(Map.of("category", "TAP"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("details-invalid");
        assertThat(answer.body().get("field").asString()).isEqualTo("address");
    }

    @Test
    void aCancellationHeardBeforeItsBookingLeavesNoJob() {
        paidFirst();
        String off = unpaid();
        resident = town().resident("周奶奶", "1946-03-01");
        String stands = unpaid();
        calls.cancelled(cancelled(off)).as(transaction::transactional).block();

        calls.confirmed(List.of(confirmed(off))).as(transaction::transactional).block();
        calls.confirmed(List.of(confirmed(stands)))
                .as(transaction::transactional)
                .block();

        waits(stands);
        assertThat(town().get(worker, "/api/worker/jobs").get("waiting")).hasSize(1);
    }

    @Test
    void aBookingThatIsMovedBeforeItsJobIsMadeHasTheTimeInForceInWhateverOrderItIsHeardOf() {
        paidFirst();
        String booking = unpaid();
        Instant start = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(3));
        set(booking, start);

        calls.moved(List.of(moved(booking, start)))
                .as(transaction::transactional)
                .block();
        calls.confirmed(List.of(confirmed(booking)))
                .as(transaction::transactional)
                .block();
        assertThat(startOfJob(booking)).isEqualTo(start);

        Instant before = start.minus(Duration.ofDays(1));
        calls.moved(List.of(moved(booking, before)))
                .as(transaction::transactional)
                .block();
        assertThat(startOfJob(booking)).as("an older move").isEqualTo(start);
    }

    @Test
    void aBookingThatIsMovedWhileItsJobIsMadeTakesItAlong() {
        paidFirst();
        String booking = unpaid();
        Instant start = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(3));
        Sinks.Empty<Void> gate = Sinks.empty();
        AtomicBoolean made = new AtomicBoolean();
        CompletableFuture<Void> making = calls.confirmed(List.of(confirmed(booking)))
                .then(Mono.defer(() -> {
                    made.set(true);
                    return gate.asMono();
                }))
                .as(transaction::transactional)
                .toFuture();
        await().untilTrue(made);

        set(booking, start);
        CompletableFuture<Void> moving = calls.moved(List.of(moved(booking, start)))
                .as(transaction::transactional)
                .toFuture();
        await().until(() -> moving.isDone() || inLine() > 0);
        gate.tryEmitEmpty();
        making.join();
        moving.join();

        assertThat(startOfJob(booking)).isEqualTo(start);
    }

    private void paidFirst() {
        service = town().service("REPAIR", "先付款的维修", "BEFORE", null, null);
        town().publishPrices(Map.of(service, 1000L));
        town().everyDay(service, 20);
        slotNow = town().get(null, "/api/services/" + service + "/slots")
                .at("/0/id")
                .asString();
    }

    /** Nobody is told of it. */
    private void set(String booking, Instant start) {
        database.sql("UPDATE booking SET starts_at = :start, ends_at = :end WHERE id = :id")
                .bind("start", start)
                .bind("end", start.plus(Duration.ofHours(1)))
                .bind("id", UUID.fromString(booking))
                .then()
                .block();
    }

    private Instant startOfJob(String booking) {
        return database.sql("SELECT starts_at FROM job WHERE id = :id")
                .bind("id", UUID.fromString(booking))
                .map(row -> row.get("starts_at", Instant.class))
                .one()
                .block();
    }

    private long inLine() {
        return database.sql("SELECT count(*) AS waiting FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                .map(row -> row.get("waiting", Long.class))
                .one()
                .block();
    }

    private BookingMoved moved(String booking, Instant start) {
        PersonId person = PersonId.of(resident.id());
        return new BookingMoved(
                CommunityId.of(town().communityId),
                UUID.fromString(booking),
                2,
                ServiceId.of(service),
                SlotId.of(slotNow),
                StationId.of(town().stationId),
                ServiceKind.REPAIR,
                person,
                person,
                start,
                start.plus(Duration.ofHours(1)),
                CLOCK.instant());
    }

    /** Held for payment: nobody has heard of it yet. */
    private String unpaid() {
        Town.Answer booked = book(DETAILS);
        assertThat(booked.body().get("state").asString()).isEqualTo("HELD");
        return booked.body().get("id").asString();
    }

    private BookingCancelled cancelled(String booking) {
        PersonId person = PersonId.of(resident.id());
        Instant now = CLOCK.instant();
        return new BookingCancelled(
                CommunityId.of(town().communityId),
                UUID.fromString(booking),
                2,
                ServiceId.of(service),
                SlotId.of(slotNow),
                StationId.of(town().stationId),
                ServiceKind.REPAIR,
                person,
                person,
                now,
                now.plusSeconds(60),
                CancellationCause.BY_PERSON,
                "",
                0);
    }

    private BookingConfirmed confirmed(String booking) {
        PersonId person = PersonId.of(resident.id());
        Instant now = CLOCK.instant();
        return new BookingConfirmed(
                CommunityId.of(town().communityId),
                UUID.fromString(booking),
                1,
                ServiceId.of(service),
                SlotId.of(slotNow),
                StationId.of(town().stationId),
                ServiceKind.REPAIR,
                person,
                person,
                now,
                now.plusSeconds(60));
    }

    private Town.Answer book(Map<String, Object> details) {
        String quote = town().post(resident, "/api/quotes", Map.of("serviceId", service, "slotId", slotNow))
                .get("token")
                .asString();
        Map<String, Object> wanted = Map.of("slotId", slotNow, "quote", quote, "details", details);
        return town().exchange(
                        "POST",
                        resident,
                        "/api/bookings",
                        wanted,
                        UUID.randomUUID().toString());
    }

    private void waits(String job) {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> town().get(worker, "/api/worker/jobs")
                        .at("/waiting/0/id")
                        .asString()
                        .equals(job));
    }

    private JsonNode step(String job, String step) {
        Object shown = step.equals("arrival") ? Town.AT_THE_DOOR : null;
        return town().post(worker, "/api/worker/jobs/" + job + "/" + step, shown);
    }

    private String state(String booking) {
        return town().get(resident, "/api/bookings/" + booking).get("state").asString();
    }
}
