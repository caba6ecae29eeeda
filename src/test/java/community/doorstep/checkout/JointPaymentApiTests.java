package community.doorstep.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.wechat.simulator.Callback.Manner;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class JointPaymentApiTests extends ApiTest {

    private Town.Person mother;
    private List<String> bookings;

    @BeforeEach
    void twoLunchesAreHeld() {
        WECHAT.callsBack("http://127.0.0.1:" + port);
        String lunch = town().service("MEAL", "午餐", "BEFORE", null, null);
        town().publishPrices(Map.of(lunch, 1500L));
        town().everyDay(lunch, 5);
        mother = town().resident("王芳", "1988-05-05");
        bookings = town().slots(lunch).stream()
                .limit(2)
                .map(slot -> booked(lunch, slot))
                .toList();
    }

    @Test
    void onePaymentConfirmsBoth() {
        JsonNode request = pay(bookings);

        assertThat(request.get("amountFen").asLong()).isEqualTo(3000);
        assertThat(WECHAT.pay(number(request), Manner.PLAIN, 2)).containsExactly(204, 204);
        await().until(() -> states().equals(List.of("CONFIRMED", "CONFIRMED")));
        assertThat(town().exchange("POST", mother, "/api/payments", Map.of("references", bookings), null)
                        .code())
                .isEqualTo("already-paid");
    }

    @Test
    void theSameBookingsAreTheSameOrderInWhateverOrder() {
        assertThat(number(pay(List.of(bookings.get(1), bookings.get(0))))).isEqualTo(number(pay(bookings)));
    }

    @Test
    void eachBookingsShareGoesBackAloneAndNoMore() {
        WECHAT.pay(number(pay(bookings)));
        await().until(() -> states().equals(List.of("CONFIRMED", "CONFIRMED")));

        town().post(mother, "/api/bookings/" + bookings.get(0) + "/cancellation", null);

        await().until(() -> refunds().equals(List.of(1500L)));
        assertThat(states()).containsExactly("CANCELLED", "CONFIRMED");
        town().post(mother, "/api/bookings/" + bookings.get(1) + "/cancellation", null);
        await().until(() -> refunds().equals(List.of(1500L, 1500L)));
    }

    @Test
    void whoPaysOneAloneClosesTheOrderOverBoth() {
        String both = number(pay(bookings));
        JsonNode one = town().post(mother, "/api/bookings/" + bookings.get(0) + "/payment", null);

        await().until(() -> WECHAT.pay().payment(both).state().equals("CLOSED"));
        WECHAT.pay(number(one));
        await().until(() -> states().get(0).equals("CONFIRMED"));
    }

    @Test
    void whatHadBeenPaidAloneGoesBackWhenBothArePaidAllTheSame() {
        String both = number(pay(bookings));
        WECHAT.pay(both, Manner.DROPPED, 1);
        JsonNode one = town().post(mother, "/api/bookings/" + bookings.get(0) + "/payment", null);
        WECHAT.pay(number(one));
        await().until(() -> states().get(0).equals("CONFIRMED"));

        WECHAT.pay(both, Manner.PLAIN, 1);

        await().until(() -> states().equals(List.of("CONFIRMED", "CONFIRMED")));
        await().until(() -> WECHAT.pay().payment(both).refundedFen() == 1500);
        assertThat(WECHAT.pay().payment(number(one)).refundedFen()).isZero();
    }

    @Test
    void anExpiredBookingsShareGoesBack() {
        String both = number(pay(bookings));
        WECHAT.pay(both, Manner.DROPPED, 1);
        town().post(mother, "/api/bookings/" + bookings.get(1) + "/cancellation", null);

        WECHAT.pay(both, Manner.PLAIN, 1);

        await().until(() -> states().equals(List.of("CONFIRMED", "CANCELLED")));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> WECHAT.pay().payment(both).refundedFen() == 1500);
    }

    @Test
    void whatIsNotOnesOwnOrNotThereIsUnknown() {
        Town.Person stranger = town().resident("李四", "1980-01-01");
        assertRefused(stranger, bookings, 404, "payable-unknown");
        assertRefused(mother, List.of(bookings.get(0), UUID.randomUUID().toString()), 404, "payable-unknown");
        assertRefused(mother, List.of(), 400, "invalid-fields");
        assertRefused(mother, List.of("x"), 400, "wrong-type");
        assertRefused(null, bookings, 401, "not-signed-in");
        assertRefused(
                mother,
                Stream.generate(() -> UUID.randomUUID().toString()).limit(21).toList(),
                400,
                "invalid-fields");
    }

    private void assertRefused(Town.Person caller, List<String> references, int status, String code) {
        Town.Answer answer = town().exchange("POST", caller, "/api/payments", Map.of("references", references), null);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }

    private JsonNode pay(List<String> references) {
        return town().post(mother, "/api/payments", Map.of("references", references));
    }

    private static String number(JsonNode request) {
        return request.get("payment").asString().replace("-", "");
    }

    private String booked(String service, String slot) {
        String quote = town().post(mother, "/api/quotes", Map.of("serviceId", service, "slotId", slot))
                .get("token")
                .asString();
        return town().made(mother, "/api/bookings", Map.of("slotId", slot, "quote", quote));
    }

    private List<String> states() {
        return bookings.stream()
                .map(id ->
                        town().get(mother, "/api/bookings/" + id).get("state").asString())
                .toList();
    }

    private List<Long> refunds() {
        return database.sql("""
            SELECT amount_fen FROM refund WHERE reference = ANY(:bookings) AND state <> 'REQUESTED'
            """)
                .bind("bookings", bookings.stream().map(UUID::fromString).toArray(UUID[]::new))
                .map(row -> row.get("amount_fen", Long.class))
                .all()
                .collectList()
                .block();
    }
}
