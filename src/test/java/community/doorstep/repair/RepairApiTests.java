package community.doorstep.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.CancellationCause;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
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
        service = town().service("REPAIR", "先付款的维修", "BEFORE", null, null);
        town().publishPrices(Map.of(service, 1000L));
        town().everyDay(service, 20);
        slotNow = town().get(null, "/api/services/" + service + "/slots")
                .at("/0/id")
                .asString();
        String off = unpaid();
        resident = town().resident("周奶奶", "1946-03-01");
        String stands = unpaid();
        calls.cancelled(cancelled(off)).as(transaction::transactional).block();

        calls.confirmed(confirmed(off)).as(transaction::transactional).block();
        calls.confirmed(confirmed(stands)).as(transaction::transactional).block();

        waits(stands);
        assertThat(town().get(worker, "/api/worker/jobs").get("waiting")).hasSize(1);
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
