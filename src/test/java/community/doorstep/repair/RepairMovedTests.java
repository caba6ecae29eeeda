package community.doorstep.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import community.doorstep.shared.TimeSlot;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** When the time of a repair is moved, its job, what was promised and whoever has it in hand go along. */
class RepairMovedTests extends ApiTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private RepairsInTown repairs;
    private Town.Person resident;
    private Town.Person wang;
    private Town.Person lead;
    private Instant now;
    private String slot;

    @BeforeEach
    void aCall() {
        repairs = new RepairsInTown(town(), 1000L);
        resident = town().resident("李奶奶", "1942-04-01");
        wang = repairs.worker("王建国", "TAP");
        lead = town().staff("赵站长", "STATION_LEAD");
        now = CLOCK.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    @Test
    void theJobOpensAtTheNewTimeAndWaitsNoLongerWhenThatIsLater() {
        String job = bookedForTomorrow();
        TimeSlot soon = from(Duration.ofMinutes(20));

        move(soon);

        repairs.waits(wang, job);
        assertThat(stands(job, "WAITING", soon)).isTrue();
        assertThat(promised(job)).isEqualTo(soon.end());

        TimeSlot later = from(Duration.ofDays(2));
        move(later);

        await().atMost(SOON).until(() -> stands(job, "PLANNED", later));
        await().atMost(SOON).until(() -> promised(job).equals(later.end()));
        assertThat(town().get(wang, "/api/worker/jobs").get("waiting")).isEmpty();
        assertThat(kinds(job)).containsExactly("POSTED", "RESCHEDULED", "OPENED", "RESCHEDULED");
    }

    @Test
    void whoHasItInHandKeepsItAndReadsTheNewTime() {
        String job = bookedForTomorrow();
        move(from(Duration.ofMinutes(20)));
        repairs.claimed(wang, job);

        TimeSlot later = from(Duration.ofHours(3));
        move(later);

        await().atMost(SOON).until(() -> stands(job, "ACCEPTED", later));
        repairs.completed(wang, job);
        assertThat(kinds(job)).containsSubsequence("ACCEPTED", "RESCHEDULED", "ARRIVED", "DONE");
    }

    @Test
    void whoIsAtTheDoorGoesOn() {
        String job = bookedForTomorrow();
        TimeSlot soon = from(Duration.ofMinutes(20));
        move(soon);
        repairs.claimed(wang, job);
        repairs.step(wang, job, "arrival");

        move(from(Duration.ofHours(3)));

        await().atMost(SOON).until(() -> waiting() == 0);
        assertThat(promised(job)).as("it was measured when the worker came").isEqualTo(soon.end());
        assertThat(kinds(job)).endsWith("ARRIVED");
        repairs.step(wang, job, "completion");
    }

    private String bookedForTomorrow() {
        slot = town().get(null, "/api/services/" + repairs.service + "/slots")
                .at("/1/id")
                .asString();
        String quote = town().post(resident, "/api/quotes", Map.of("serviceId", repairs.service, "slotId", slot))
                .get("token")
                .asString();
        String job = town().made(
                        resident,
                        "/api/bookings",
                        Map.of("slotId", slot, "quote", quote, "details", RepairsInTown.details("TAP", "501")));
        await().atMost(SOON).until(() -> promised(job) != null);
        return job;
    }

    private void move(TimeSlot to) {
        town().move(slot, to.start(), to.end());
    }

    private TimeSlot from(Duration ahead) {
        Instant start = now.plus(ahead);
        return new TimeSlot(start, start.plus(Duration.ofHours(1)));
    }

    private List<String> kinds(String job) {
        JsonNode history = town().get(lead, "/api/station/jobs/" + job + "/history");
        return history.findValuesAsString("kind");
    }

    private boolean stands(String job, String state, TimeSlot time) {
        return database.sql("""
            SELECT job.state, job.starts_at, job.promised_by, call.starts_at AS call_starts
            FROM job JOIN repair_call AS call ON call.community_id = job.community_id AND call.booking_id = job.id
            WHERE job.id = :job
            """)
                .bind("job", UUID.fromString(job))
                .map(row -> state.equals(row.get("state", String.class))
                        && time.start().equals(row.get("starts_at", Instant.class))
                        && time.start().equals(row.get("call_starts", Instant.class))
                        && time.end().equals(row.get("promised_by", Instant.class)))
                .one()
                .block(Duration.ofSeconds(5));
    }

    private Instant promised(String job) {
        return database.sql("SELECT promised_by FROM promise WHERE job_id = :job")
                .bind("job", UUID.fromString(job))
                .map(row -> row.get("promised_by", Instant.class))
                .one()
                .block(Duration.ofSeconds(5));
    }

    private long waiting() {
        return database.sql("SELECT count(*) AS n FROM outbox WHERE community_id = :community")
                .bind("community", UUID.fromString(town().communityId))
                .map(row -> row.get("n", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }
}
