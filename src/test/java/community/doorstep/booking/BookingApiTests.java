package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.wechat.simulator.Callback;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BookingApiTests extends ApiTest {

    @Test
    void aHeldSeatIsConfirmedByItsPaymentOnceHoweverOftenWechatCalls() {
        Meal meal = aMeal("BEFORE", 1500, 5);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        JsonNode booking = meal.book(lin, meal.slot, null);
        assertThat(booking.get("state").asString()).isEqualTo("HELD");
        assertThat(booking.get("dueFen").asLong()).isEqualTo(1500);
        String id = booking.get("id").asString();

        JsonNode payment = town().post(lin, "/api/bookings/" + id + "/payment", null);
        WECHAT.callsBack("http://127.0.0.1:" + port);
        String number = outTradeNo(id);
        assertThat(payment.at("/parameters/signType").asString()).isEqualTo("RSA");
        assertThat(WECHAT.pay(number)).allMatch(status -> status < 300);
        assertThat(WECHAT.pay(number)).allMatch(status -> status < 300);

        await().atMost(Duration.ofSeconds(10)).until(() -> state(lin, id).equals("CONFIRMED"));
        assertThat(town().exchange("POST", lin, "/api/bookings/" + id + "/payment", null, null)
                        .code())
                .isEqualTo("already-paid");
    }

    @Test
    void theSameKeyBooksOnceAndAnswersTheSame() {
        Meal meal = aMeal("BEFORE", 1500, 5);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        Map<String, Object> body = Map.of("slotId", meal.slot, "quote", meal.quote(lin, meal.slot, null));
        String key = UUID.randomUUID().toString();

        JsonNode first = town().send("POST", lin, "/api/bookings", body, key);
        JsonNode second = town().send("POST", lin, "/api/bookings", body, key);
        Map<String, Object> other = Map.of("slotId", meal.slots.get(1), "quote", body.get("quote"));

        assertThat(second).isEqualTo(first);
        assertThat(town().exchange("POST", lin, "/api/bookings", other, key).code())
                .isEqualTo("key-reused");
        assertThat(town().get(lin, "/api/bookings").get("items")).hasSize(1);
        assertThat(meal.seatsLeft(meal.slot)).isEqualTo(4);
    }

    @Test
    void cancellingGivesTheSeatBackAndASecondTimeAnswersTheSame() {
        Meal meal = aMeal("AT_DOOR", 1500, 1);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        Town.Person chen = town().resident("陈大哥", "1970-05-01");
        String id = meal.book(lin, meal.slot, null).get("id").asString();
        assertThat(meal.tryToBook(chen, meal.slot, null).code()).isEqualTo("slot-full");

        JsonNode first = town().post(lin, "/api/bookings/" + id + "/cancellation", null);
        JsonNode second = town().post(lin, "/api/bookings/" + id + "/cancellation", null);

        assertThat(first.get("state").asString()).isEqualTo("CANCELLED");
        assertThat(second).isEqualTo(first);
        assertThat(meal.book(chen, meal.slot, null).get("state").asString()).isEqualTo("CONFIRMED");
    }

    @Test
    void anUnpaidHoldRunsOutAndALatePaymentIsRefunded() {
        Meal meal = aMeal("BEFORE", 1500, 1);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        String id = meal.book(lin, meal.slot, null).get("id").asString();
        town().post(lin, "/api/bookings/" + id + "/payment", null);
        String number = outTradeNo(id);
        WECHAT.callsBack("http://127.0.0.1:" + port);
        // Paid in time, but neither callback nor query tells before the hold is over.
        WECHAT.faults().failNext("/v3/pay/transactions/out-trade-no", "SYSTEM_ERROR", 10_000);
        try {
            WECHAT.pay(number, Callback.Manner.DROPPED, 1);
            CLOCK.advance(Duration.ofMinutes(16));
            await().atMost(Duration.ofSeconds(10)).until(() -> state(lin, id).equals("EXPIRED"));
            assertThat(meal.seatsLeft(meal.slot)).isEqualTo(1);
        } finally {
            WECHAT.faults().forget();
        }

        // The pauses after the failures are over.
        CLOCK.advance(Duration.ofHours(1));
        await().atMost(Duration.ofSeconds(30)).until(() -> refundedFen(id) == 1500);
        assertThat(state(lin, id)).isEqualTo("EXPIRED");
    }

    @Test
    void anotherPersonsBookingIsNotThere() {
        Meal meal = aMeal("AT_DOOR", 1500, 3);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        Town.Person stranger = town().resident("生人", "1970-05-01");
        String id = meal.book(lin, meal.slot, null).get("id").asString();

        for (String[] call : List.of(
                new String[] {"GET", ""}, new String[] {"POST", "/cancellation"}, new String[] {"POST", "/payment"})) {
            Town.Answer answer = town().exchange(call[0], stranger, "/api/bookings/" + id + call[1], null, null);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("booking-unknown");
        }
        assertThat(state(lin, id)).isEqualTo("CONFIRMED");
    }

    @Test
    void aGuardianBooksForTheChildAndNobodyElseDoes() {
        Meal care = aMeal("AT_DOOR", 3000, 3);
        Town.Person mother = town().resident("林小红", "1990-05-01");
        Town.Person stranger = town().resident("生人", "1970-05-01");
        String child = town().family(mother, "周朵朵", "2018-09-09", "CHILD");

        JsonNode booking = care.book(mother, care.slot, child);

        assertThat(booking.get("beneficiaryId").asString()).isEqualTo(child);
        assertThat(booking.get("bookedBy").asString()).isEqualTo(mother.id());
        Map<String, Object> wanted = new LinkedHashMap<>();
        wanted.put("slotId", care.slot);
        wanted.put("beneficiaryId", child);
        wanted.put("quote", care.quote(stranger, care.slot, null));
        assertThat(town().exchange(
                                "POST",
                                stranger,
                                "/api/bookings",
                                wanted,
                                UUID.randomUUID().toString())
                        .code())
                .isEqualTo("person-unknown");
    }

    @Test
    void refusesWhatDoesNotFitAndWritesNothing() {
        Meal meal = aMeal("AT_DOOR", 1500, 3);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        String quote = meal.quote(lin, meal.slot, null);

        assertThat(refusal(lin, Map.of("slotId", meal.slot, "quote", quote), null))
                .isEqualTo("key-missing");
        assertThat(refusal(lin, Map.of("slotId", meal.slot, "quote", quote, "amountFen", 1), "k-" + UUID.randomUUID()))
                .isEqualTo("unknown-field");
        assertThat(refusal(lin, Map.of("slotId", UUID.randomUUID(), "quote", quote), "k-" + UUID.randomUUID()))
                .isEqualTo("slot-unknown");
        assertThat(refusal(lin, Map.of("slotId", meal.slot, "quote", "x" + quote), "k-" + UUID.randomUUID()))
                .isEqualTo("quote-invalid");
        assertThat(refusal(
                        lin,
                        Map.of("slotId", meal.slot, "quote", quote, "details", Map.of("a", 1)),
                        "k-" + UUID.randomUUID()))
                .isEqualTo("unknown-field");
        CLOCK.advance(Duration.ofDays(3));
        assertThat(refusal(lin, Map.of("slotId", meal.slot, "quote", quote), "k-" + UUID.randomUUID()))
                .isEqualTo("cut-off-passed");
        CLOCK.reset();
        assertThat(meal.seatsLeft(meal.slot)).isEqualTo(3);
    }

    @Test
    void refusesDetailsWhereTheServiceAsksForNone() {
        Meal care = new Meal(town().service("CARE", "课后托管", "AT_DOOR", null, null), 1500, 3);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        String quote = care.quote(lin, care.slot, null);

        assertThat(refusal(
                        lin,
                        Map.of("slotId", care.slot, "quote", quote, "details", Map.of("a", 1)),
                        "k-" + UUID.randomUUID()))
                .isEqualTo("details-not-taken");
        assertThat(care.seatsLeft(care.slot)).isEqualTo(3);
    }

    @Test
    void aClosedSlotTakesNobodyAnyMore() {
        Meal meal = aMeal("AT_DOOR", 1500, 3);
        Town.Person lin = town().resident("林小红", "1990-05-01");
        Town other = new Town(api(), WECHAT);
        String closure = "/api/admin/slots/" + meal.slot + "/closure";
        assertThat(town().exchange("POST", other.admin, closure, null, null).code())
                .isEqualTo("slot-unknown");
        assertThat(meal.book(lin, meal.slot, null).get("state").asString()).isEqualTo("CONFIRMED");

        town().send("POST", town().admin, closure, null, null);

        Town.Person chen = town().resident("陈大哥", "1970-05-01");
        assertThat(meal.tryToBook(chen, meal.slot, null).code()).isEqualTo("slot-closed");
        assertThat(town().get(lin, "/api/bookings").at("/items/0/state").asString())
                .isEqualTo("CONFIRMED");
    }

    @Test
    void aChildsServiceWantsAChild() {
        String service = town().service("CARE", "课后托管", "AT_DOOR", 6, 12);
        Meal care = new Meal(service, 3000, 4);
        Town.Person mother = town().resident("林小红", "1990-05-01");
        String child = town().family(mother, "周朵朵", "2018-09-09", "CHILD");

        assertThat(care.tryToBook(mother, care.slot, null).code()).isEqualTo("age-not-admitted");
        assertThat(care.book(mother, care.slot, child).get("state").asString()).isEqualTo("CONFIRMED");
        assertThat(care.tryToBook(mother, care.slot, child).code()).isEqualTo("already-booked");
    }

    @Test
    void theOperatorBooksForACallerAndBothAreRecorded() {
        Meal meal = aMeal("AT_DOOR", 1500, 3);
        Town.Person operator = town().staff("小周", "OPERATOR");
        String elder = town().made(
                        operator,
                        "/api/station/residents",
                        Map.of("name", "王奶奶", "phone", Town.phone(), "birthDate", "1944-03-01"));

        JsonNode booking =
                town().post(operator, "/api/station/calls", Map.of("slotId", meal.slot, "beneficiaryId", elder));

        assertThat(booking.get("bookedBy").asString()).isEqualTo(operator.id());
        assertThat(booking.get("beneficiaryId").asString()).isEqualTo(elder);
        assertThat(booking.get("price").isNull()).isTrue();
        town().send(
                        "POST",
                        operator,
                        "/api/station/bookings/" + booking.get("id").asString() + "/cash",
                        null,
                        null);
        assertThat(town().exchange(
                                "POST",
                                operator,
                                "/api/station/bookings/" + booking.get("id").asString() + "/cash",
                                null,
                                null)
                        .code())
                .isEqualTo("already-paid");
    }

    private String refusal(Town.Person caller, Object body, String key) {
        Town.Answer answer = town().exchange("POST", caller, "/api/bookings", body, key);
        assertThat(answer.status()).isBetween(400, 499);
        return answer.code();
    }

    private String state(Town.Person caller, String id) {
        return town().get(caller, "/api/bookings/" + id).get("state").asString();
    }

    private Meal aMeal(String terms, long fen, int portions) {
        return new Meal(town().service("MEAL", "午餐", terms, null, null), fen, portions);
    }

    /** A service with a price and slots. */
    private final class Meal {
        final String service;
        final List<String> slots;
        final String slot;

        Meal(String service, long fen, int capacity) {
            this.service = service;
            town().publishPrices(Map.of(service, fen));
            town().everyDay(service, capacity);
            slots = town().slots(service);
            slot = slots.get(0);
        }

        String quote(Town.Person caller, String slot, String beneficiary) {
            Map<String, Object> wanted = new LinkedHashMap<>();
            wanted.put("serviceId", service);
            wanted.put("slotId", slot);
            wanted.put("beneficiaryId", beneficiary);
            return town().post(caller, "/api/quotes", wanted).get("token").asString();
        }

        Town.Answer tryToBook(Town.Person caller, String slot, String beneficiary) {
            Map<String, Object> wanted = new LinkedHashMap<>();
            wanted.put("slotId", slot);
            wanted.put("beneficiaryId", beneficiary);
            wanted.put("quote", quote(caller, slot, beneficiary));
            return town().exchange(
                            "POST",
                            caller,
                            "/api/bookings",
                            wanted,
                            UUID.randomUUID().toString());
        }

        JsonNode book(Town.Person caller, String slot, String beneficiary) {
            Town.Answer answer = tryToBook(caller, slot, beneficiary);
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
            return answer.body();
        }

        int seatsLeft(String slot) {
            return town().get(null, "/api/services/" + service + "/slots")
                    .valueStream()
                    .filter(each -> each.get("id").asString().equals(slot))
                    .findFirst()
                    .orElseThrow()
                    .get("seatsLeft")
                    .asInt();
        }
    }
}
