package community.doorstep.workforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.repair.RepairsInTown;
import community.doorstep.shared.Ids;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.JsonNode;

/** A worker whose phone falls silent with a job in hand. */
class SilentWorkerTests extends ApiTest {

    private static final Duration LONG = Duration.ofMinutes(31);

    @Autowired
    private SignsOfLife signs;

    @Autowired
    private DatabaseClient database;

    private RepairsInTown repairs;
    private Town.Person lead;
    private Town.Person worker;
    private String job;

    @BeforeEach
    void aJobInHand() {
        repairs = new RepairsInTown(town(), 1000L);
        lead = town().staff("站长", "STATION_LEAD");
        worker = repairs.worker("王建国", "TAP");
        job = repairs.booked(town().resident("李奶奶", "1942-04-01"), RepairsInTown.details("TAP", "501"));
        repairs.claimed(worker, job);
    }

    @Test
    void theLeadIsToldAndTakesTheJobBack() {
        Town.Person other = repairs.worker("李师傅", "TAP");
        CLOCK.advance(LONG);
        town().get(other, "/api/worker/jobs");
        signs.look().block();

        await().until(() -> hops().contains("SILENT"));
        await().until(() -> inbox().stream().anyMatch(words -> words.contains("很久没有动静")));
        assertThat(board().get("state").asString()).isEqualTo("ACCEPTED");
        assertThat(board().get("worker").asString()).isEqualTo(worker.id());

        town().post(lead, "/api/station/jobs/" + job + "/release", Map.of("reason", "联系不上"));

        repairs.claimed(other, job);
        assertThat(town().exchange("POST", worker, "/api/worker/jobs/" + job + "/arrival", Town.AT_THE_DOOR, null)
                        .code())
                .isEqualTo("not-yours");
        repairs.completed(other, job);
        assertThat(hops()).containsOnlyOnce("SILENT").contains("TAKEN_BACK");
    }

    @Test
    void whoComesBackGoesOnAsIfNothingHadBeen() {
        long known = board().get("version").asLong();
        CLOCK.advance(LONG);
        signs.look().block();
        await().until(() -> hops().contains("SILENT"));

        Map<String, Object> there = Map.of("position", Town.AT_THE_DOOR.get("position"), "version", known);

        assertThat(town().exchange("POST", worker, "/api/worker/jobs/" + job + "/arrival", there, null)
                        .status())
                .isEqualTo(200);
        repairs.step(worker, job, "completion");
    }

    @Test
    void whoIsOnDutyAgainIsLookedForNoMore() {
        silent();
        assertThat(board().at("/alarm/what").asString()).isEqualTo("SILENT");

        onDuty(true);
        await().until(() -> hops().contains("HEARD"));
        assertThat(board().has("alarm")).isFalse();
        assertThat(board().get("state").asString()).isEqualTo("ACCEPTED");
        assertThat(board().get("worker").asString()).isEqualTo(worker.id());
        repairs.completed(worker, job);
    }

    @Test
    void whoIsLateStaysLateWhenHeardAgain() {
        CLOCK.advance(Duration.ofMinutes(20));
        await().until(() -> hops().contains("LATE"));
        silent();
        assertThat(board().at("/alarm/what").asString()).isEqualTo("SILENT");

        onDuty(true);
        await().until(() -> hops().contains("HEARD"));
        assertThat(board().at("/alarm/what").asString()).isEqualTo("LATE");
    }

    /** As if the phone had not been heard for half an hour, however short the way to the door is. */
    private void silent() {
        database.sql("UPDATE worker_shift SET seen_at = seen_at - interval '1 hour' WHERE worker_id = :worker")
                .bind("worker", Ids.parse(worker.id()))
                .then()
                .block();
        signs.look().block();
        await().until(() -> hops().contains("SILENT"));
    }

    private void onDuty(boolean onDuty) {
        Map<String, Object> shift = Map.of("onDuty", onDuty, "stationId", town().stationId);
        town().send("PUT", worker, "/api/worker/shift", shift, null);
    }

    @Test
    void whoLeavesInTimeWithAJobInHandIsNoSilence() {
        onDuty(false);
        CLOCK.advance(LONG);
        signs.look().block();

        await().until(() -> hops().contains("LATE"));
        assertThat(hops()).doesNotContain("SILENT");
    }

    private JsonNode board() {
        return town().get(lead, "/api/station/queue")
                .get("jobs")
                .valueStream()
                .map(open -> open.get("job"))
                .filter(open -> open.get("id").asString().equals(job))
                .findFirst()
                .orElseThrow();
    }

    private List<String> hops() {
        return town().get(lead, "/api/station/jobs/" + job + "/history")
                .get("hops")
                .valueStream()
                .map(hop -> hop.get("kind").asString())
                .toList();
    }

    private List<String> inbox() {
        return town().get(lead, "/api/me/inbox").findValues("words").stream()
                .map(JsonNode::asString)
                .toList();
    }
}
