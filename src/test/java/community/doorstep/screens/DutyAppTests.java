package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A worker on duty and on a break, and what the station may know of where they are. */
class DutyAppTests extends BrowserTest {

    /** Once the browser knows where the phone is now. */
    private static final String LOCATED = """
        const done = arguments[arguments.length - 1]
        const later = () => setTimeout(done, 100)
        navigator.geolocation.getCurrentPosition(later, later, { timeout: 3000, maximumAge: Infinity })
        """;

    private static final String NOTED = """
        const real = window.fetch
        window.places = 0
        window.fetch = (what, options) => {
          if (String(what).includes('/api/worker/position')) window.places++
          return real(what, options)
        }
        """;

    @Test
    void whereAWorkerIsIsToldRoughlyOnceAgreedAndNoMoreOnABreak() {
        Browser phone = browser();
        Street street = new Street(town());
        Street.Neighbour wang = street.worker("王建国");
        phone.enter(wang, street.town).stand(26.58, 101.71);
        phone.press("我要接单").press("开始接单").see("要不要告诉驿站您大概在哪").shot("worker-where");
        assertThat(place(wang)).as("nobody was asked yet").isEmpty();

        phone.press("可以，告诉驿站").see("您大概的位置正在告诉驿站");
        await().atMost(Browser.PATIENCE).until(() -> !place(wang).isEmpty());
        String first = place(wang);
        assertThat(first)
                .as("GCJ-02, a few hundred metres from WGS-84, to a thousandth")
                .isEqualTo("26.576 101.712");
        phone.stand(26.60, 101.71);
        await().atMost(Browser.PATIENCE).until(() -> !place(wang).equals(first));
        String second = place(wang);

        phone.press("休息一下").see("休息时不派新单").shot("worker-break");
        phone.run(NOTED);
        phone.stand(26.65, 101.71).driver().executeAsyncScript(LOCATED);
        assertThat(phone.run("return window.places")).isEqualTo(0L);
        assertThat(place(wang)).isEqualTo(second);
        phone.press("继续接单").see("您大概的位置正在告诉驿站");
        await().atMost(Browser.PATIENCE).until(() -> !place(wang).equals(second));

        phone.press("不再告诉").see("没有告诉位置，照样接单").shot("worker-where-not");
        await().atMost(Browser.PATIENCE).until(() -> place(wang).isEmpty());
        phone.press("下班").see("开始接单");
        assertThat(phone.complaints()).isEmpty();
    }

    @Test
    void whoDoesNotTellWorksAllTheSameAndMayTellLater() {
        Browser phone = browser();
        Street street = new Street(town());
        Street.Neighbour wang = street.worker("王建国");
        phone.enter(wang, street.town).stand(26.58, 101.71).mayLocate("denied");
        phone.press("我要接单").press("开始接单").press("不告诉").see("没有告诉位置，照样接单");
        street.bulb(street.resident("林小红", "1990-05-01").person());
        phone.see("换灯泡").press("我来").see("望江街 3 栋 2 单元 501");
        phone.start("/#/staff/worker/worker").see("没有告诉位置，照样接单");
        assertThat(place(wang)).isEmpty();

        phone.press("改为告诉").see("手机没有给出位置").shot("worker-where-unknown");
        phone.stand(26.58, 101.71).press("再试一次").see("您大概的位置正在告诉驿站");
        await().atMost(Browser.PATIENCE).until(() -> !place(wang).isEmpty());
    }

    @Test
    void onABreakNothingIsOfferedUntilTheWorkerGoesOn() {
        Browser phone = browser();
        Street street = new Street(town());
        Street.Neighbour wang = street.worker("王建国");
        Street.Neighbour li = street.worker("李强");
        phone.enter(wang, street.town).press("我要接单").press("开始接单").press("休息一下");
        phone.see("休息时不派新单");
        street.town.send(
                "PUT",
                li.person(),
                "/api/worker/shift",
                Map.of("onDuty", true, "stationId", street.town.stationId),
                null);

        street.bulb(street.resident("林小红", "1990-05-01").person());
        await().atMost(Browser.PATIENCE)
                .until(() -> street.town
                                .get(li.person(), "/api/worker/jobs")
                                .get("waiting")
                                .size()
                        == 1);
        phone.start("/#/staff/worker/worker").see("休息时不派新单");
        assertThat(phone.text()).doesNotContain("换灯泡").contains("休息中");

        phone.press("继续接单").see("换灯泡").see("休息一下").press("我来").see("望江街 3 栋 2 单元 501");
    }

    private String place(Street.Neighbour worker) {
        return database.sql("""
            SELECT coalesce(max(latitude || ' ' || longitude), '') AS place FROM worker_shift WHERE worker_id = :worker
            """)
                .bind("worker", UUID.fromString(worker.person().id()))
                .map(row -> row.get("place", String.class))
                .one()
                .block();
    }
}
