package community.doorstep.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A day of the station: from the first call in the morning to the figures in the evening. */
class RepairDayStoryTests extends ApiTest {

    @Test
    void aDayAtLaoWangs() {
        RepairsInTown repairs = new RepairsInTown(town(), 1000L);
        Town.Person operator = town().staff("小周", "OPERATOR");
        Town.Person lead = town().staff("老王", "STATION_LEAD");
        Town.Person wang = repairs.worker("王建国", "TAP", "STREET");
        Town.Person daughter = town().resident("李娜", "1985-04-01");
        String grandmother = town().family(daughter, "李奶奶", "1942-04-01", "ELDER");
        String valve = town().workItem("PART", "角阀", "个", 2600);
        town().post(
                        lead,
                        "/api/station/stock/receipts",
                        Map.of("stationId", town().stationId, "itemId", valve, "quantity", 1));

        // 08:10 The daughter telephones: water runs in her mother's kitchen.
        JsonNode card = town().post(operator, "/api/station/calls/caller", Map.of("phone", daughter.phone()));
        assertThat(card.get("people").toString()).contains("李奶奶");
        String job = town().made(
                        operator,
                        "/api/station/calls",
                        Map.of(
                                "slotId",
                                repairs.slotNow(),
                                "beneficiaryId",
                                grandmother,
                                "details",
                                RepairsInTown.details("PIPE", "501", "WATER_RUNNING")));
        assertThat(repairs.waits(wang, job).get("danger").asBoolean()).isTrue();

        // 08:20 At the door. A valve is broken; she says yes on the phone.
        repairs.step(wang, job, "claim");
        assertThat(town().get(wang, "/api/worker/repairs/" + job)
                        .get("entranceCode")
                        .asString())
                .isEqualTo("2580#");
        repairs.step(wang, job, "arrival");
        String offer = town().made(
                        wang,
                        "/api/worker/repairs/" + job + "/offers",
                        Map.of("lines", List.of(Map.of("itemId", valve, "quantity", 1))));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> town().get(daughter, "/api/me/inbox").toString().contains("26.00"));
        town().post(daughter, "/api/repairs/" + job + "/offers/" + offer + "/approval", null);

        // 08:40 The wall has to dry: he comes back, and finishes.
        town().post(
                        wang,
                        "/api/worker/jobs/" + job + "/pause",
                        Map.of(
                                "reason",
                                "SECOND_VISIT",
                                "resumesAt",
                                CLOCK.instant().plusSeconds(3600),
                                "note",
                                "等墙面干"));
        town().post(wang, "/api/worker/jobs/" + job + "/resumption", null);
        repairs.step(wang, job, "arrival");
        town().cashAtTheDoor(wang, offer);
        repairs.step(wang, job, "completion");
        await().atMost(Duration.ofSeconds(10))
                .until(() -> town().get(daughter, "/api/bookings/" + job)
                        .get("state")
                        .asString()
                        .equals("FULFILLED"));
        town().cashAtTheDoor(wang, job);
        town().post(daughter, "/api/bookings/" + job + "/rating", Map.of("stars", 5, "words", "又快又好"));

        // 11:00 It drips again: one call, nothing to pay, the same worker.
        JsonNode again = town().post(operator, "/api/station/calls/repeats", Map.of("callId", job));
        assertThat(again.get("dueFen").asLong()).isZero();
        String visit = again.get("id").asString();
        repairs.inHand(wang, visit);
        repairs.completed(wang, visit);

        // 15:00 Nobody is at home at the next door.
        String closed = repairs.booked(daughter, RepairsInTown.details("TAP", "601"));
        repairs.claimed(wang, closed);
        repairs.step(wang, closed, "arrival");
        town().post(wang, "/api/worker/jobs/" + closed + "/nobody-home", Map.of("reason", "敲门无人应"));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> town().get(daughter, "/api/repairs/" + closed)
                        .get("state")
                        .asString()
                        .equals("UNMET"));

        // 18:00 The figures of the day.
        String today = java.time.LocalDate.ofInstant(CLOCK.instant(), java.time.ZoneId.of("Asia/Shanghai"))
                .toString();
        JsonNode figures = await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> town().get(
                                        town().admin,
                                        "/api/admin/reports/daily?communityId=" + town().communityId + "&from=" + today
                                                + "&to=" + today)
                                .at("/0/figures"),
                        found -> found.path("incomeFen").asLong() == 1000
                                && found.path("extraFen").asLong() == 2600);
        assertThat(figures.get("bookings").asInt()).isEqualTo(2);
        assertThat(figures.get("served").asInt()).isEqualTo(1);
        assertThat(figures.get("ratings").asInt()).isEqualTo(1);
        assertThat(town().get(lead, "/api/station/stock?stationId=" + town().stationId)
                        .at("/0/onHand")
                        .asInt())
                .isZero();
        assertThat(town().get(town().admin, "/api/admin/repairs/recurrences?communityId=" + town().communityId)
                        .at("/0/place")
                        .asString())
                .isEqualTo("3 栋 2 单元 501 室");
    }
}
