package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The simulator of WeChat by hand, as whoever tries the embedded run out uses it. */
class SimulatorPageTests extends ApiTest {

    private static final long DELAY_MILLIS = 700;

    private Browser page;
    private Town.Person resident;
    private String service;

    @BeforeEach
    void aCanteenAndThePage() {
        WECHAT.callsBack("http://127.0.0.1:" + port);
        page = Browser.open("http://127.0.0.1:" + port).width(1200);
        service = town().service("MEAL", "长者午餐", "AT_DOOR", null, null);
        town().publishPrices(Map.of(service, 1500L));
        town().everyDay(service, 5);
        resident = town().resident("何奶奶", "1944-03-01");
        page.visit(WECHAT.url() + "/").see("WeChat simulator");
    }

    @AfterEach
    void asUsualAgain() {
        WECHAT.faults().forget();
        if (page != null) {
            page.close();
        }
    }

    @Test
    void aPaymentIsRefusedThenPaidAndToldThriceAndNobodyBelievesAForgery() {
        String lunch = booked(0);
        page.see(ordered(lunch));

        page.press("refuse").see("refused 长者午餐 15.00: 200").see("NOTPAY, refused");
        assertThat(paid(lunch)).isFalse();

        page.press("pay, told three times")
                .see("told three times: 200")
                .see("SUCCESS")
                .see("204 204 204");
        await().atMost(Duration.ofSeconds(20)).until(() -> paid(lunch));
        page.press("forged").see("a forged callback of 长者午餐 15.00: 200").see("204 204 204 401");
        assertThat(inTheBooks()).as("once").isEqualTo(1500);
    }

    @Test
    void aCallbackIsLostAndToldAgainOrComesLate() {
        String lunch = booked(0);
        page.see(ordered(lunch));
        page.press("pay, callback lost").see("nobody told: 200").see("SUCCESS");
        page.press("tell again").see("told again of 长者午餐 15.00: 200");
        await().atMost(Duration.ofSeconds(20)).until(() -> paid(lunch));

        page.run(
                "const form = document.getElementById('callbacks'); form.millis.value = arguments[0];"
                        + " form.requestSubmit()",
                String.valueOf(DELAY_MILLIS));
        page.see("callbacks delayed: 200");
        String next = booked(1);
        page.see(ordered(next));
        long before = System.nanoTime();
        page.press("pay").see("paid 长者午餐 15.00: 200");
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .isGreaterThanOrEqualTo(Duration.ofMillis(DELAY_MILLIS));
        await().atMost(Duration.ofSeconds(20)).until(() -> paid(next));
        page.press("as usual again").see("as usual: 200");
        assertThat(page.complaints()).allMatch(line -> line.contains("/favicon.ico"));
    }

    private String booked(int day) {
        String slot = town().slots(service).get(day);
        String quote = town().post(resident, "/api/quotes", Map.of("serviceId", service, "slotId", slot))
                .get("token")
                .asString();
        return town().made(resident, "/api/bookings", Map.of("slotId", slot, "quote", quote));
    }

    /** Our number of the payment, as WeChat knows it. */
    private String ordered(String booking) {
        JsonNode order = town().post(resident, "/api/bookings/" + booking + "/payment", null);
        return order.get("payment").asString().replace("-", "");
    }

    private boolean paid(String booking) {
        return !town().get(resident, "/api/bookings/" + booking).get("paidAt").isNull();
    }

    private long inTheBooks() {
        return database.sql("""
            SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM ledger_entry
            WHERE community_id = :community AND account = 'wechat'
            """)
                .bind("community", UUID.fromString(town().communityId))
                .map(row -> row.get("fen", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }
}
