package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A station's lead gives jobs out by hand, with a mouse and without one. */
class ConsoleBoardTests extends ApiTest {

    /** All phones ring after a minute. */
    private static final Duration AFTER_ALL = Duration.ofSeconds(61);

    /** From here on only the stream tells this page of jobs. */
    private static final String LOOKS_NO_MORE = """
        const real = window.fetch
        const never = new Promise(() => undefined)
        window.fetch = (what, options) => String(what.url ?? what).includes('/api/station/queue') ? never : real(what, options)
        """;

    /** This page gets no stream, and waits a tenth of the time before it looks again. */
    private static final String NO_STREAM = """
        const every = window.setInterval
        window.setInterval = (work, pause) => every(work, pause === 10_000 ? 1_000 : pause)
        const real = window.fetch
        const refused = () => Promise.reject(new TypeError('away'))
        window.fetch = (what, options) =>
          String(what.url ?? what).includes('/api/station/stream') ? refused() : real(what, options)
        """;

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
            desk.screen().see("升级：全员响铃").see("没人接，通知全站").shot("console-board-escalated");
            desk.tabTo("指派 换灯泡");
            desk.screen().see("指派给谁");
            desk.tabTo("李强");
            assigned(street, lead, typed, li);
            desk.screen().see("已指派给李强").shot("console-board");
            assertThat(desk.screen().complaints()).isEmpty();
        }
    }

    @Test
    void theBoardIsLiveAndShowsWhoIsOnABreak() {
        Street street = new Street(town());
        Town.Person lead = street.staff("王站长", "STATION_LEAD").person();
        Town.Person wang = onDuty(street, "王建国");
        Town.Person resident = street.resident("林小红", "1990-05-01").person();
        street.town.send("PUT", onDuty(street, "李强"), "/api/worker/break", Map.of("onBreak", true), null);

        try (Desk desk = new Desk("http://127.0.0.1:" + port, town())) {
            desk.as(lead).open("/board");
            desk.screen().see("实时").see("休息中").run(LOOKS_NO_MORE);
            String job = street.bulb(resident);
            desk.screen().see("换灯泡").see("还剩");
            claimed(street, wang, job);
            desk.screen().until("never moved", () -> column(desk, "在路上").contains("换灯泡"));
            street.town.post(resident, "/api/bookings/" + job + "/cancellation", null);
            desk.screen().until("never left", () -> !desk.screen().text().contains("换灯泡"));
            desk.screen().shot("console-board-live");
        }
    }

    @Test
    void aBoardWhoseLineWasCutKnowsWhatHappenedMeanwhile() throws IOException {
        Street street = new Street(town());
        Town.Person lead = street.staff("王站长", "STATION_LEAD").person();
        Town.Person wang = onDuty(street, "王建国");
        String before = street.bulb(street.resident("林小红", "1990-05-01").person());

        try (Line line = new Line(port);
                Desk desk = new Desk("http://127.0.0.1:" + line.port(), town())) {
            desk.as(lead).open("/board");
            desk.screen().see("实时").see("换灯泡").run(LOOKS_NO_MORE);
            line.cut();
            desk.screen().see("断线");
            claimed(street, wang, before);
            line.mend();
            desk.screen().see("实时");
            desk.screen().until("never moved", () -> column(desk, "在路上").contains("换灯泡"));
        }
    }

    @Test
    void withoutItsStreamTheBoardLooksForItself() {
        Street street = new Street(town());
        Town.Person lead = street.staff("王站长", "STATION_LEAD").person();
        Town.Person resident = street.resident("林小红", "1990-05-01").person();

        try (Desk desk = new Desk("http://127.0.0.1:" + port, town())) {
            desk.as(lead).screen().run(NO_STREAM);
            desk.open("/board").screen().see("断线，每十秒看一次");
            String job = street.bulb(resident);
            desk.screen().see("换灯泡").shot("console-board-away");
            street.town.post(resident, "/api/bookings/" + job + "/cancellation", null);
            desk.screen().until("never left", () -> !desk.screen().text().contains("换灯泡"));
        }
    }

    /** What stands in a column of the board. */
    private static String column(Desk desk, String name) {
        return String.valueOf(
                desk.screen().run("return document.querySelector(`[aria-label='${arguments[0]}']`).innerText", name));
    }

    private static void claimed(Street street, Town.Person worker, String job) {
        await().atMost(Browser.PATIENCE)
                .until(() -> street.town
                                .exchange("POST", worker, "/api/worker/jobs/" + job + "/claim", null, null)
                                .status()
                        == 200);
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
