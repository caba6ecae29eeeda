package community.doorstep.canteen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

class CanteenApiTests extends ApiTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Autowired
    private MealOrders orders;

    @Autowired
    private TransactionalOperator transaction;

    private CanteenInTown canteen;
    private Town.Person wang;

    @BeforeEach
    void aCanteen() {
        canteen = new CanteenInTown(town(), CLOCK, 5);
        wang = town().resident("王奶奶", "1946-03-01");
    }

    @Test
    void whoTakesTheirMealAwayIsToldOnceThatItIsReady() {
        String takeAway = canteen.book(wang, wang.id(), Map.of("serving", "TAKE_AWAY"));
        Town.Person zhou = town().resident("周奶奶", "1944-03-01");
        canteen.book(zhou, zhou.id(), null);
        canteen.clockIs("10:50");

        assertThat(ready()).isEqualTo(1);
        assertThat(ready()).isZero();

        await().atMost(SOON).until(() -> kinds(wang).contains("MEAL_READY"));
        assertThat(kinds(zhou)).doesNotContain("MEAL_READY");
        assertThat(canteen.meal(wang, takeAway).get("state").asString()).isEqualTo("ORDERED");
        assertThat(town().exchange("POST", wang, canteen.sitting("/ready"), null, null)
                        .status())
                .isEqualTo(403);
    }

    private int ready() {
        return town().send("POST", canteen.counter, canteen.sitting("/ready"), null, null)
                .get("meals")
                .asInt();
    }

    private List<String> kinds(Town.Person reader) {
        return town().get(reader, "/api/me/inbox")
                .get("items")
                .valueStream()
                .map(notice -> notice.get("kind").asString())
                .toList();
    }

    @Test
    void aTabletKnowsThePassOfWhoNeverLookedAtTheirs() {
        String meal = town().made(wang, "/api/bookings", booking());
        canteen.clockIs("11:01");

        await().atMost(SOON).until(() -> passes().toString().contains(meal));

        assertThat(passes().get("entries")).hasSize(1);
        assertThat(passes().toString()).doesNotContain("王奶奶", wang.phone());
    }

    private Map<String, Object> booking() {
        String quote = town().post(wang, "/api/quotes", Map.of("serviceId", canteen.lunch, "slotId", canteen.slot))
                .get("token")
                .asString();
        return Map.of("slotId", canteen.slot, "quote", quote);
    }

    private JsonNode passes() {
        return town().get(
                        canteen.counter,
                        "/api/station/passes?stationId=" + town().stationId + "&purpose=MEAL&day=" + canteen.day);
    }

    @Test
    void aMealCalledOffWhenItsRunIsPostedIsCarriedByNobody() {
        Town.Person zhou = town().resident("周奶奶", "1944-03-01");
        String first = canteen.book(wang, wang.id(), delivered("望江街 1 号", 26.5831));
        String second = canteen.book(zhou, zhou.id(), delivered("望江街 2 号", 26.5832));
        canteen.clockIs("10:35");
        await().atMost(SOON).until(() -> run(first) != null && run(second) != null);

        town().post(wang, "/api/bookings/" + first + "/cancellation", null);

        await().atMost(SOON).until(() -> stops(first).equals(List.of("FAILED")));
        assertThat(stops(second)).containsExactly("OPEN");
        assertThat(state(run(second))).isNotEqualTo("CANCELLED");
        town().post(zhou, "/api/bookings/" + second + "/cancellation", null);
        await().atMost(SOON).until(() -> state(run(second)).equals("CANCELLED"));
    }

    private static Map<String, Object> delivered(String address, double latitude) {
        return Map.of(
                "serving", "DELIVERY", "address", address, "place", Map.of("latitude", latitude, "longitude", 101.719));
    }

    private UUID run(String meal) {
        return database.sql("""
            SELECT run_id FROM meal_delivery JOIN job ON job.id = run_id WHERE booking_id = :meal
            """)
                .bind("meal", UUID.fromString(meal))
                .map(row -> row.get("run_id", UUID.class))
                .one()
                .block(SOON);
    }

    private List<String> stops(String meal) {
        return database.sql("SELECT state FROM job_stop WHERE reference = :meal")
                .bind("meal", UUID.fromString(meal))
                .map(row -> row.get("state", String.class))
                .all()
                .collectList()
                .block(SOON);
    }

    private String state(UUID job) {
        return database.sql("SELECT state FROM job WHERE id = :job")
                .bind("job", job)
                .map(row -> row.get("state", String.class))
                .one()
                .block(SOON);
    }

    @Test
    void aMealThatIsHeardOfAfterItsBookingWasMovedStandsAtItsNewTime() {
        UUID booking = UUID.fromString(canteen.book(wang, wang.id(), null));
        database.sql("DELETE FROM meal WHERE booking_id = :booking")
                .bind("booking", booking)
                .then()
                .block(SOON);
        Instant noon = canteen.at("12:00");
        database.sql("UPDATE booking SET starts_at = :noon WHERE id = :booking")
                .bind("noon", noon)
                .bind("booking", booking)
                .then()
                .block(SOON);

        orders.confirmed(List.of(new BookingConfirmed(
                        CommunityId.of(town().communityId),
                        booking,
                        1,
                        ServiceId.of(canteen.lunch),
                        SlotId.of(canteen.slot),
                        StationId.of(town().stationId),
                        ServiceKind.MEAL,
                        PersonId.of(wang.id()),
                        PersonId.of(wang.id()),
                        canteen.at("11:00"),
                        canteen.at("12:30"))))
                .as(transaction::transactional)
                .block(SOON);

        String startsAt = canteen.meal(wang, booking.toString()).get("startsAt").asString();
        assertThat(OffsetDateTime.parse(startsAt).toInstant()).isEqualTo(noon);
    }

    @Test
    void whatSomebodyEatsIsTheirsToHaveAndToHaveForgotten() {
        town().send(
                        "PUT",
                        wang,
                        "/api/me/meal-cards/" + wang.id(),
                        Map.of("allergens", List.of("FISH"), "needs", List.of("LOW_SALT"), "note", "假牙"),
                        null);
        town().send(
                        "PUT",
                        wang,
                        "/api/me/lunch-contacts/" + wang.id(),
                        Map.of("neighbours", List.of(Map.of("name", "对门老刘", "phone", "13912345678"))),
                        null);
        String meal = canteen.book(wang, wang.id(), delivered("望江街 77 号", 26.5831));

        JsonNode parts = town().get(wang, "/api/me/data").get("parts");

        assertThat(parts.at("/meals/card/note").asString()).isEqualTo("假牙");
        assertThat(parts.at("/meals/meals/0/serving").asString()).isEqualTo("DELIVERY");
        assertThat(parts.at("/meals/doors/0/address").asString()).isEqualTo("望江街 77 号");
        assertThat(parts.at("/lunchCare/neighbours/0/name").asString()).isEqualTo("对门老刘");
        town().post(wang, "/api/bookings/" + meal + "/cancellation", null);
        await().atMost(SOON)
                .until(() -> canteen.meal(wang, meal).get("state").asString().equals("CANCELLED"));
        assertThat(town().exchange("POST", wang, "/api/me/deletion", Map.of("forever", true), null)
                        .status())
                .isEqualTo(204);
        assertThat(rows("SELECT count(*) AS many FROM meal_card WHERE person_id = :id", wang.id()))
                .isZero();
        assertThat(rows("SELECT count(*) AS many FROM lunch_contact WHERE person_id = :id", wang.id()))
                .isZero();
        assertThat(rows("SELECT count(*) AS many FROM meal_delivery WHERE booking_id = :id", meal))
                .isZero();
        assertThat(rows("SELECT count(*) AS many FROM meal WHERE booking_id = :id", meal))
                .as("that a meal was ordered stays for the figures")
                .isEqualTo(1);
    }

    private long rows(String sql, String id) {
        return database.sql(sql)
                .bind("id", UUID.fromString(id))
                .map(row -> row.get("many", Long.class))
                .one()
                .block(SOON);
    }
}
