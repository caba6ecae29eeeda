package community.doorstep.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A sudden closure of a station or a service. */
class ClosureApiTests extends ApiTest {

    private static final String ADDRESS = "/api/admin/closures";

    @Autowired
    private CancelledSlots told;

    @Autowired
    private SlotMaker maker;

    private final LocalDate first = SlotsInTown.today().plusDays(3);
    private final LocalDate last = first.plusDays(2);
    private String care;
    private String lunch;

    @BeforeEach
    void twoServicesOfOneStation() {
        care = SlotsInTown.care(town());
        lunch = town().service("MEAL", "长者午餐 " + Town.unique(), "AT_DOOR", null, null);
        town().schedule(care, "16:00", "18:00", "15:00", 10);
        town().schedule(lunch, "11:00", "13:00", "10:00", 10);
    }

    private SlotsInTown slots() {
        return new SlotsInTown(database);
    }

    private Map<String, Object> closure(String field, String place) {
        return Map.of(field, place, "from", first, "to", last, "reason", "水管爆裂");
    }

    private Town.Answer post(Town.Person by, Map<String, ?> body) {
        return town().exchange("POST", by, ADDRESS, body, UUID.randomUUID().toString());
    }

    @Test
    void aServicesSlotsAreCancelledWithTheReasonAndTheOthersStand() {
        town().closure(care, first, last, "水管爆裂");

        assertThat(slots().days(care))
                .doesNotContain(first, first.plusDays(1), last)
                .contains(last.plusDays(1));
        assertThat(slots().days(lunch)).contains(first, last);
        await().untilAsserted(() -> assertThat(told.of(care))
                .hasSize(3)
                .allMatch(event -> event.reason().equals("水管爆裂")));
    }

    @Test
    void aStationIsShutWithAllItsServicesAndAlsoForSlotsThatAreNotMadeYet() {
        LocalDate far = SlotsInTown.today().plusDays(15);
        Map<String, Object> wanted =
                Map.of("stationId", town().stationId, "from", far.minusDays(1), "to", far, "reason", "装修");

        assertThat(post(town().admin, wanted).body().get("slots").asInt()).isEqualTo(2);

        CLOCK.advance(Duration.ofDays(4));
        maker.makeAhead().block(Duration.ofSeconds(20));
        assertThat(slots().days(care)).doesNotContain(far.minusDays(1), far).contains(far.plusDays(1));
        assertThat(slots().days(lunch)).doesNotContain(far.minusDays(1), far).contains(far.plusDays(1));
    }

    @Test
    void aPreviewOnlyCounts() {
        Town.Answer preview = town().exchange(
                        "POST", town().admin, ADDRESS + "?preview=true", closure("stationId", town().stationId), null);

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.body().get("slots").asInt()).isEqualTo(6);
        assertThat(slots().days(care)).contains(first, last);
        assertThat(town().get(town().admin, ADDRESS).get("items")).isEmpty();
    }

    @Test
    void openedAgainItHasItsSlotsButForOtherClosures() {
        String longer = town().closure(care, first, last, "水管爆裂");
        town().closure(care, last, last, "停电");

        Town.Answer reopened = town().exchange("DELETE", town().admin, ADDRESS + "/" + longer, null, null);

        assertThat(reopened.body().get("made").asInt()).isEqualTo(2);
        assertThat(slots().days(care)).contains(first, first.plusDays(1)).doesNotContain(last);
        assertThat(town().exchange("DELETE", town().admin, ADDRESS + "/" + longer, null, null)
                        .status())
                .isEqualTo(200);
        assertThat(town().get(town().admin, ADDRESS).get("items").valueStream())
                .hasSize(2)
                .anyMatch(item -> !item.get("endedAt").isNull());
    }

    @Test
    void whatHasEndedTodayStaysAsItWas() {
        CLOCK.set(SlotsInTown.at(first, "14:00"));
        Map<String, Object> today = Map.of("stationId", town().stationId, "from", first, "to", first, "reason", "停电");

        assertThat(post(town().admin, today).body().get("slots").asInt()).isEqualTo(1);

        assertThat(slots().days(lunch)).contains(first);
        assertThat(slots().days(care)).doesNotContain(first);
    }

    @Test
    void theSameKeyClosesOnce() {
        String key = UUID.randomUUID().toString();
        Town.Answer one = town().exchange("POST", town().admin, ADDRESS, closure("serviceId", care), key);
        Town.Answer two = town().exchange("POST", town().admin, ADDRESS, closure("serviceId", care), key);

        assertThat(two.body()).isEqualTo(one.body());
        assertThat(one.body().get("slots").asInt()).isEqualTo(3);
        assertThat(town().exchange("POST", town().admin, ADDRESS, closure("serviceId", lunch), key)
                        .code())
                .isEqualTo("key-reused");
        assertThat(town().exchange("POST", town().admin, ADDRESS, closure("serviceId", lunch), null)
                        .code())
                .isEqualTo("key-missing");
        assertThat(town().get(town().admin, ADDRESS).get("items")).hasSize(1);
    }

    @Test
    void refusesWhatIsNoClosure() {
        Map<String, Object> both = new HashMap<>(closure("serviceId", care));
        both.put("stationId", town().stationId);
        Map<String, Object> backwards = new HashMap<>(closure("serviceId", care));
        backwards.put("to", first.minusDays(1));
        Map<String, Object> long92 = new HashMap<>(closure("serviceId", care));
        long92.put("to", first.plusDays(92));
        Map<String, Object> past = new HashMap<>(closure("serviceId", care));
        past.put("from", SlotsInTown.today().minusDays(9));
        past.put("to", SlotsInTown.today().minusDays(8));

        assertThat(post(town().admin, both).code()).isEqualTo("closure-place-unclear");
        assertThat(post(town().admin, backwards).code()).isEqualTo("date-range-invalid");
        assertThat(post(town().admin, long92).code()).isEqualTo("date-range-invalid");
        assertThat(post(town().admin, past).code()).isEqualTo("date-range-invalid");
        assertThat(post(town().admin, closure("serviceId", UUID.randomUUID().toString()))
                        .code())
                .isEqualTo("service-unknown");
        assertThat(slots().days(care)).contains(first, last);
    }

    @Test
    void anotherCommunitysPlacesAndClosuresAreUnknown() {
        Town elsewhere = new Town(api(), WECHAT);
        String id = town().closure(lunch, first, last, "停电");

        assertThat(post(elsewhere.admin, closure("serviceId", care)).code()).isEqualTo("service-unknown");
        assertThat(post(elsewhere.admin, closure("stationId", town().stationId)).code())
                .isEqualTo("station-unknown");
        assertThat(elsewhere
                        .exchange("DELETE", elsewhere.admin, ADDRESS + "/" + id, null, null)
                        .code())
                .isEqualTo("closure-unknown");
        assertThat(elsewhere.get(elsewhere.admin, ADDRESS).get("items")).isEmpty();
        assertThat(post(town().staff("孙丽", "FINANCE"), closure("serviceId", care))
                        .status())
                .isEqualTo(403);
        assertThat(slots().days(care)).contains(first, last);
        assertThat(slots().days(lunch)).doesNotContain(first, last);
    }
}
