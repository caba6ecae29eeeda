package community.doorstep.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a resident writes of a fault and shows of it, once staff have refused it. */
class RefusedRepairTests extends ApiTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private Town.Person worker;
    private String job;

    @Test
    void aNoteAndAPhotoThatStaffRefuseAreKeptFromWhoGoesThere() {
        WECHAT.events().deliverTo("http://127.0.0.1:" + port);
        RepairsInTown repairs = new RepairsInTown(town(), 0L);
        worker = repairs.worker("王建国", "TAP");
        Town.Person resident = town().resident("李桂芳", "1942-04-01");
        Map<String, Object> details = RepairsInTown.details("TAP", "501");
        details.put("note", "来赌博");
        job = repairs.booked(resident, details);
        assertThat(town().photo(resident, "/api/repairs/" + job + "/photos").status())
                .isEqualTo(201);
        repairs.claimed(worker, job);
        assertThat(order().get("photos")).as("needed for the work").hasSize(1);
        assertThat(held()).contains("来赌博");
        String photo = order().at("/photos/0/id").asString();
        String trace = await().atMost(SOON).until(this::trace, found -> !found.isEmpty());

        WECHAT.checks().tell(trace, "risky");
        await().atMost(SOON).until(() -> refuseAll() == 2);

        await().atMost(SOON).until(() -> !held().contains("来赌博"));
        assertThat(order().toString()).doesNotContain("来赌博");
        assertThat(order().get("photos")).isEmpty();
        assertThat(town().exchange("GET", worker, "/api/worker/repairs/" + job + "/photos/" + photo, null, null)
                        .code())
                .isEqualTo("photo-unknown");
        assertThat(held()).as("the way there is still known").contains("望江街");
    }

    private JsonNode order() {
        return town().get(worker, "/api/worker/repairs/" + job);
    }

    private String held() {
        return town().get(worker, "/api/worker/jobs").toString();
    }

    private String trace() {
        return database.sql("SELECT coalesce(max(trace_id), '') AS trace FROM screening WHERE subject_id = :id")
                .bind("id", UUID.fromString(job))
                .map(row -> row.get("trace", String.class))
                .one()
                .block(SOON);
    }

    /** What waits for staff, both once they are there. */
    private int refuseAll() {
        List<String> waiting =
                town().get(town().admin, "/api/admin/screenings").get("items").findValuesAsString("id");
        if (waiting.size() == 2) {
            waiting.forEach(one -> town().exchange(
                            "POST",
                            town().admin,
                            "/api/admin/screenings/" + one + "/decision",
                            Map.of("shown", false),
                            null));
        }
        return waiting.size();
    }
}
