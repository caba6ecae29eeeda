package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A station's lead gives jobs out by hand, with a mouse and without one. */
class ConsoleBoardTests extends ApiTest {

    /** All phones ring after a minute. */
    private static final Duration AFTER_ALL = Duration.ofSeconds(61);

    @Test
    void aLeadGivesAJobToAWorkerByDragAndByTheKeyboard() {
        Street street = new Street(town());
        Town.Person lead = street.staff("王站长", "STATION_LEAD").person();
        Town.Person wang = onDuty(street, "王建国");
        String dragged = street.bulb(street.resident("林小红", "1990-05-01").person());

        try (Desk desk = new Desk("http://127.0.0.1:" + port, town())) {
            desk.as(lead).open("/board");
            desk.screen().see("换灯泡").see("王建国").shot("console-board-waiting");
            desk.drag(".tile", ".worker");
            desk.screen().see("已指派给王建国");
            assigned(street, lead, dragged, wang);

            Town.Person li = onDuty(street, "李强");
            String typed = street.bulb(street.resident("周爷爷", "1940-03-01").person());
            await().atMost(Browser.PATIENCE).until(() -> jobs(street, lead).size(), size -> size == 2);
            CLOCK.advance(AFTER_ALL);
            desk.screen().see("升级：全员响铃").shot("console-board-escalated");
            desk.tabTo("指派 换灯泡");
            desk.screen().see("指派给谁");
            desk.tabTo("李强");
            assigned(street, lead, typed, li);
            desk.screen().see("已指派给李强").shot("console-board");
            assertThat(desk.screen().complaints()).isEmpty();
        }
    }

    private static Town.Person onDuty(Street street, String name) {
        Town.Person worker = street.worker(name).person();
        Map<String, Object> shift = Map.of("onDuty", true, "stationId", street.town.stationId);
        street.town.send("PUT", worker, "/api/worker/shift", shift, null);
        return worker;
    }

    private static void assigned(Street street, Town.Person lead, String job, Town.Person worker) {
        await().atMost(Browser.PATIENCE)
                .until(() -> jobs(street, lead)
                        .valueStream()
                        .filter(one -> one.at("/job/id").asString().equals(job))
                        .anyMatch(one -> one.at("/worker/id").asString().equals(worker.id())));
    }

    private static JsonNode jobs(Street street, Town.Person lead) {
        return street.town
                .get(lead, "/api/station/queue?stationId=" + street.town.stationId)
                .get("jobs");
    }
}
