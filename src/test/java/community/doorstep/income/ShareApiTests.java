package community.doorstep.income;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ShareApiTests extends ApiTest {

    private String lunch;
    private Town.Person lead;
    private Town.Person elder;

    @BeforeEach
    void aCanteen() {
        lunch = town().service("MEAL", "午餐", "AT_DOOR", null, null);
        town().publishPrices(Map.of(lunch, 1500L));
        town().everyDay(lunch, 5);
        lead = town().staff("站长", "STATION_LEAD");
        elder = town().resident("何奶奶", "1944-03-01");
    }

    @Test
    void whatAServiceEarnsIsSharedOnceWhenItWasGiven() {
        set("/api/admin/communities/" + town().communityId + "/shares", 10, 40);
        String booking = booked(0);
        lead(booking, "/cash");

        assertThat(booked("station-" + town().stationId)).as("not yet given").isZero();
        lead(booking, "/fulfilment");
        lead(booking, "/fulfilment");

        await().until(() -> booked("operator") != 0);
        assertThat(booked("operator")).isEqualTo(-150);
        assertThat(booked("community")).isEqualTo(-600);
        assertThat(booked("station-" + town().stationId)).isEqualTo(-750);
        assertThat(booked("residents")).isZero();
    }

    @Test
    void aServiceMayHaveSharesOfItsOwn() {
        set("/api/admin/communities/" + town().communityId + "/shares", 10, 40);
        JsonNode all = set("/api/admin/services/" + lunch + "/shares", 0, 20);
        assertThat(all.findValuesAsString("stationPercent")).containsExactly("50", "80");

        lead(booked(0), "/fulfilment");

        await().until(() -> booked("community") == -300);
        assertThat(booked("residents")).as("still to be paid").isEqualTo(1500);
    }

    @Test
    void onlyWhoAnswersForTheCommunitysMoneySetsThem() {
        String address = "/api/admin/communities/" + town().communityId + "/shares";
        Town elsewhere = new Town(api(), WECHAT);
        assertRefused(elsewhere.admin, address, 10, 404, "community-unknown");
        assertRefused(elsewhere.admin, "/api/admin/services/" + lunch + "/shares", 10, 404, "service-unknown");
        assertRefused(lead, address, 10, 403, "role-missing");
        assertRefused(town().admin, address, 101, 400, "invalid-fields");
        assertRefused(town().admin, address, -1, 400, "invalid-fields");
        assertRefused(town().admin, address, 70, 422, "shares-above-all");
    }

    private void assertRefused(Town.Person caller, String address, int operator, int status, String code) {
        Map<String, Object> wanted = Map.of("operatorPercent", operator, "communityPercent", 40);
        Town.Answer answer = town().exchange("PUT", caller, address, wanted, null);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
    }

    private JsonNode set(String address, int operator, int community) {
        return town().send(
                        "PUT",
                        town().staff("小周", "FINANCE"),
                        address,
                        Map.of("operatorPercent", operator, "communityPercent", community),
                        null);
    }

    private String booked(int day) {
        String slot = town().slots(lunch).get(day);
        String quote = town().post(elder, "/api/quotes", Map.of("serviceId", lunch, "slotId", slot))
                .get("token")
                .asString();
        return town().made(elder, "/api/bookings", Map.of("slotId", slot, "quote", quote));
    }

    private void lead(String booking, String what) {
        town().post(lead, "/api/station/bookings/" + booking + what, null);
    }

    private long booked(String account) {
        List<Long> found = database.sql("""
            SELECT coalesce(sum(amount_fen), 0)::bigint AS fen FROM ledger_entry
            WHERE community_id = :community AND account = :account
            """)
                .bind("community", UUID.fromString(town().communityId))
                .bind("account", account)
                .map(row -> row.get("fen", Long.class))
                .all()
                .collectList()
                .block();
        return found.get(0);
    }
}
