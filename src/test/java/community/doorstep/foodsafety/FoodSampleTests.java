package community.doorstep.foodsafety;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.canteen.CanteenInTown;
import community.doorstep.shared.Outbox;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

class FoodSampleTests extends ApiTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Autowired
    private SampleRows rows;

    @Autowired
    private Outbox outbox;

    @Autowired
    private TransactionalOperator transaction;

    @Test
    void aSampleOfEachDishIsKeptForTwoDaysAndTheLateOnesAreTold() {
        CanteenInTown canteen = new CanteenInTown(town(), CLOCK, 5);
        canteen.clockIs("10:30");
        assertThat(take(canteen, "清蒸鲈鱼", 100, 40).code()).isEqualTo("sample-too-small");
        assertThat(take(canteen, "佛跳墙", 130, 40).code()).isEqualTo("dish-unknown");
        Town.Answer fish = take(canteen, "清蒸鲈鱼", 130, 40);
        assertThat(fish.status()).as(fish.body().toString()).isEqualTo(201);
        assertThat(take(canteen, "清蒸鲈鱼", 130, 40).code()).isEqualTo("sample-there-already");
        assertThat(take(canteen, "麻婆豆腐", 130, 95).body().get("fridgeWrong").asBoolean())
                .isTrue();
        JsonNode record = record(canteen);
        assertThat(record.get("missing").toString()).isEqualTo("[\"米饭\"]");

        String disposal = "/api/station/food-samples/" + fish.body().get("id").asString() + "/disposal";
        assertThat(town().exchange("POST", canteen.counter, disposal, null, null)
                        .code())
                .isEqualTo("sample-kept-too-short");
        CLOCK.advance(Duration.ofHours(49));
        assertThat(town().send("POST", canteen.counter, disposal, null, null)
                        .get("disposedBy")
                        .asString())
                .isEqualTo(canteen.counter.id());
        assertThat(town().send("POST", canteen.counter, disposal, null, null)
                        .get("overdue")
                        .asBoolean())
                .isFalse();

        CLOCK.advance(Duration.ofHours(24));
        assertThat(record(canteen).at("/samples/1/overdue").asBoolean()).isTrue();
        assertThat(LateSamples.look(rows, outbox, transaction, CLOCK).block(SOON))
                .isPositive();
        Awaitility.await()
                .atMost(SOON)
                .until(() ->
                        town().get(canteen.lead, "/api/me/inbox").toString().contains("FOOD_SAMPLE_OVERDUE"));
        Town elsewhere = new Town(api(), WECHAT);
        assertThat(elsewhere
                        .exchange("POST", elsewhere.staff("别处", "COUNTER"), disposal, null, null)
                        .status())
                .isEqualTo(404);
    }

    private Town.Answer take(CanteenInTown canteen, String dish, int grams, int fridgeTenths) {
        return town().exchange(
                        "POST",
                        canteen.counter,
                        "/api/station/food-samples",
                        Map.of(
                                "serviceId",
                                canteen.lunch,
                                "day",
                                canteen.day,
                                "dish",
                                dish,
                                "grams",
                                grams,
                                "fridgeTenths",
                                fridgeTenths),
                        UUID.randomUUID().toString());
    }

    private JsonNode record(CanteenInTown canteen) {
        return town().get(
                        canteen.counter,
                        "/api/station/food-samples?serviceId=" + canteen.lunch + "&day=" + canteen.day);
    }
}
