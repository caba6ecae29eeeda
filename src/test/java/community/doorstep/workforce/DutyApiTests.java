package community.doorstep.workforce;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Duty, breaks, positions, silent phones and planned shifts. */
class DutyApiTests extends ApiTest {

    private static final Map<String, Object> HERE = Map.of("latitude", 26.58765, "longitude", 101.71842);

    @Autowired
    private SignsOfLife signs;

    @Autowired
    private WorkforceData data;

    private Town.Person worker;
    private Town.Person lead;

    @BeforeEach
    void people() {
        worker = town().staff("王建国", "WORKER");
        lead = town().staff("站长", "STATION_LEAD");
    }

    @Test
    void aSilentPhoneIsTakenOffDutyAndAHeardOneIsNot() {
        onDuty(true);
        CLOCK.advance(Duration.ofMinutes(20));
        town().get(worker, "/api/worker/jobs");
        CLOCK.advance(Duration.ofMinutes(20));
        signs.look().block();
        assertThat(shift().get("onDuty").asBoolean()).isTrue();

        CLOCK.advance(Duration.ofMinutes(20));
        signs.look().block();

        assertThat(shift().get("onDuty").asBoolean()).isFalse();
        assertThat(duties()).containsExactly("SILENT");
    }

    @Test
    void aPositionIsCoarseAndKeptForAnHourOnDutyOnly() {
        assertThat(position(HERE).code()).isEqualTo("off-duty");
        onDuty(true);
        assertThat(position(Map.of("latitude", 384400, "longitude", 0)).code()).isEqualTo("invalid-fields");
        assertThat(position(HERE).status()).isEqualTo(204);
        assertThat(latitudes()).containsExactly(26.588);

        CLOCK.advance(Duration.ofMinutes(61));
        signs.heard(community.doorstep.shared.PersonId.of(worker.id())).block();
        signs.look().block();
        assertThat(latitudes()).isEmpty();
        assertThat(position(HERE).status()).isEqualTo(204);
        onDuty(false);
        assertThat(latitudes()).isEmpty();
    }

    @Test
    void anOldPositionThatComesLateChangesNothing() {
        onDuty(true);
        position(HERE);
        Map<String, Object> old = new HashMap<>();
        old.put("place", Map.of("latitude", 26.1, "longitude", 101.1));
        old.put("at", CLOCK.instant().minusSeconds(600));

        town().send("PUT", worker, "/api/worker/position", old, null);

        assertThat(latitudes()).containsExactly(26.588);
    }

    @Test
    void aBreakEndsWithTheDutyAndDutiesAreWrittenDown() {
        assertThat(rest(true).code()).isEqualTo("off-duty");
        onDuty(true);
        assertThat(rest(true).body().get("onBreak").asBoolean()).isTrue();
        assertThat(rest(true).body().get("onBreak").asBoolean()).isTrue();
        CLOCK.advance(Duration.ofSeconds(5));
        onDuty(false);
        CLOCK.advance(Duration.ofSeconds(5));
        onDuty(true);

        assertThat(shift().get("onBreak").asBoolean()).isFalse();
        assertThat(duties()).containsExactly("OFF", "still");
    }

    @Test
    void aPlanIsTheLeadsAndSeenByTheWorker() {
        Instant tomorrow = CLOCK.instant().plus(Duration.ofDays(1));
        Town.Answer planned = plan(lead, tomorrow, tomorrow.plus(Duration.ofHours(8)));
        assertThat(planned.status()).isEqualTo(201);
        assertThat(plan(lead, tomorrow.plus(Duration.ofHours(7)), tomorrow.plus(Duration.ofHours(9)))
                        .code())
                .isEqualTo("plan-overlaps");
        assertThat(plan(lead, tomorrow.plus(Duration.ofHours(8)), tomorrow.plus(Duration.ofHours(9)))
                        .status())
                .isEqualTo(201);
        assertThat(plan(lead, tomorrow, tomorrow).code()).isEqualTo("plan-invalid");
        assertThat(plan(worker, tomorrow, tomorrow.plusSeconds(60)).code()).isEqualTo("role-missing");
        Town other = new Town(api(), WECHAT);
        Town.Person foreigner = other.staff("外站长", "STATION_LEAD");
        assertThat(plan(foreigner, tomorrow, tomorrow.plusSeconds(60)).code()).isEqualTo("station-unknown");

        assertThat(town().get(worker, "/api/worker/plan").size()).isEqualTo(2);
        assertThat(town().get(lead, "/api/station/plan").size()).isEqualTo(2);
        String id = planned.body().get("id").asString();
        assertThat(town().exchange("DELETE", foreigner, "/api/station/plan/" + id, null, null)
                        .code())
                .isEqualTo("plan-unknown");
        assertThat(town().exchange("DELETE", lead, "/api/station/plan/" + id, null, null)
                        .status())
                .isEqualTo(204);
        assertThat(town().get(worker, "/api/worker/plan").size()).isEqualTo(1);
    }

    @Test
    void plansAndDutiesAreGivenToTheirWorkerAndPlansGo() {
        onDuty(true);
        onDuty(false);
        Instant tomorrow = CLOCK.instant().plus(Duration.ofDays(1));
        plan(lead, tomorrow, tomorrow.plus(Duration.ofHours(8)));

        JsonNode shifts = town().get(worker, "/api/me/data").at("/parts/shifts");

        assertThat(shifts.valueStream().map(one -> one.get("kind").asString())).containsExactly("ON_DUTY", "PLANNED");
        data.forget(community.doorstep.shared.PersonId.of(worker.id())).block();
        assertThat(town().get(worker, "/api/me/data").at("/parts/shifts").valueStream())
                .as("the hours that were worked stay")
                .hasSize(1);
        assertThat(town().get(lead, "/api/station/plan").isEmpty()).isTrue();
    }

    private Town.Answer plan(Town.Person by, Instant startsAt, Instant endsAt) {
        Map<String, Object> wanted =
                Map.of("stationId", town().stationId, "workerId", worker.id(), "startsAt", startsAt, "endsAt", endsAt);
        return town().exchange(
                        "POST",
                        by,
                        "/api/station/plan",
                        wanted,
                        UUID.randomUUID().toString());
    }

    private void onDuty(boolean onDuty) {
        town().send("PUT", worker, "/api/worker/shift", Map.of("onDuty", onDuty, "stationId", town().stationId), null);
    }

    private Town.Answer rest(boolean onBreak) {
        return town().exchange("PUT", worker, "/api/worker/break", Map.of("onBreak", onBreak), null);
    }

    private Town.Answer position(Map<String, Object> place) {
        return town().exchange("PUT", worker, "/api/worker/position", Map.of("place", place), null);
    }

    private JsonNode shift() {
        return town().get(worker, "/api/worker/shift");
    }

    private List<String> duties() {
        return database.sql("""
            SELECT coalesce(ended_why, 'still') AS why FROM worker_duty
            WHERE worker_id = :worker ORDER BY began_at
            """)
                .bind("worker", UUID.fromString(worker.id()))
                .map(row -> row.get("why", String.class))
                .all()
                .collectList()
                .block();
    }

    private List<Double> latitudes() {
        return database.sql("SELECT latitude FROM worker_shift WHERE worker_id = :worker AND latitude IS NOT NULL")
                .bind("worker", UUID.fromString(worker.id()))
                .map(row -> row.get("latitude", Double.class))
                .all()
                .collectList()
                .block();
    }
}
