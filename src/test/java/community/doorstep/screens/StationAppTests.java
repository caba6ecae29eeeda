package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Those who stand at a counter or a door: what their tablets see, and do when they are alone. */
class StationAppTests extends BrowserTest {

    @Test
    void aChildIsCheckedInAndFetchedWithTheCodeOnSomebodysPhone() {
        Browser phone = browser();
        Browser tablet = browser();
        Street street = new Street(town());
        Street.Neighbour mother = street.resident("林小红", "1990-05-01");
        Street.Neighbour teacher = street.staff("林老师", "TEACHER");
        String child = street.town.family(mother.person(), "周朵朵", "2018-09-09", "CHILD");
        String booking = street.book(mother.person(), street.freeCare(3), child, Map.of());

        tablet.enter(teacher, street.town).press("托管签到").press("开始值班");
        tablet.see("在园 0 / 1").press("到了 周朵朵").see("在园 1 / 1").shot("door-here");
        phone.enter(mother, street.town)
                .go("/pages/booking/booking?id=" + booking)
                .press("给一个接送码")
                .type("姓名", "李阿姨")
                .type("手机号", "13912345678")
                .type("关系", "邻居")
                .press("生成接送码");
        phone.see("李阿姨的接送码").shot("pick-up-pass");
        tablet.lookAt(pass(street, mother, child)).press("扫码").see("已走");

        assertThat(row(street, teacher).get("fetched").asString()).isEqualTo("PASS");
        tablet.press("扫码")
                .until(
                        "does not keep saying why",
                        () -> String.valueOf(tablet.run("return document.querySelector('.trouble')?.innerText"))
                                .contains("用过"));
        tablet.shot("door-left");
    }

    @Test
    void aChildWhoMayGoHomeAloneDoesAndNoOther() {
        Browser phone = browser();
        Browser tablet = browser();
        Street street = new Street(town());
        Street.Neighbour mother = street.resident("林小红", "1990-05-01");
        Street.Neighbour teacher = street.staff("林老师", "TEACHER");
        String child = street.town.family(mother.person(), "周朵朵", "2015-09-09", "CHILD");
        String other = street.town.family(mother.person(), "周多多", "2018-09-09", "CHILD");
        String care = street.freeCare(3);
        street.book(mother.person(), care, child, Map.of());
        street.book(mother.person(), care, other, Map.of());

        phone.enter(mother, street.town)
                .go("/pages/card/card?person=" + child)
                .press("可以自己回家")
                .see("可以自己回家 ✓")
                .shot("card-alone");
        tablet.enter(teacher, street.town).press("托管签到").press("开始值班");
        tablet.press("到了 周多多").press("来接 周多多").see("谁来接");
        assertThat(tablet.text()).doesNotContain("自己回家");
        tablet.press("到了 周朵朵").see("在园 2 / 2").press("来接 周朵朵").press("自己回家（家长同意）");
        tablet.see("在园 1 / 2").shot("door-alone");

        assertThat(children(street, teacher)
                        .valueStream()
                        .filter(row -> row.get("childId").asString().equals(child))
                        .map(row -> row.get("fetched").asString()))
                .containsExactly("ALONE");
    }

    @Test
    void aTabletThatWasAloneTellsWhoCameAndWhoWasFetched() {
        Browser tablet = browser();
        Street street = new Street(town());
        Street.Neighbour mother = street.resident("林小红", "1990-05-01");
        Street.Neighbour teacher = street.staff("林老师", "TEACHER");
        String child = street.town.family(mother.person(), "周朵朵", "2018-09-09", "CHILD");
        street.book(mother.person(), street.freeCare(3), child, Map.of());
        street.town.post(
                mother.person(),
                "/api/me/family/" + child + "/pick-up-persons",
                Map.of("name", "张桂兰", "phone", "13900000099", "relation", "奶奶"));

        tablet.enter(teacher, street.town).press("托管签到").press("开始值班");
        tablet.press("到了 周朵朵").press("来接 周朵朵").see("张桂兰").online(false).press("张桂兰");
        tablet.see("1 条等待发送").see("已走").online(true);

        await().atMost(Browser.PATIENCE)
                .until(() -> row(street, teacher).get("state").asString().equals("LEFT"));
        assertThat(row(street, teacher).get("fetched").asString()).isEqualTo("LISTED");
        tablet.until("still waits", () -> !tablet.text().contains("等待发送"));
        assertThat(tablet.text()).doesNotContain("没有算数");
    }

    private static String pass(Street street, Street.Neighbour mother, String child) {
        return street.town
                .get(mother.person(), "/api/me/family/" + child + "/pick-up-passes")
                .at("/0/pass/qr")
                .asString();
    }

    private static JsonNode row(Street street, Street.Neighbour teacher) {
        return children(street, teacher).get(0);
    }

    private static JsonNode children(Street street, Street.Neighbour teacher) {
        String day =
                CLOCK.instant().atZone(ZoneId.of("Asia/Shanghai")).toLocalDate().toString();
        return street.town
                .get(teacher.person(), "/api/station/care/day?stationId=" + street.town.stationId + "&day=" + day)
                .get("children");
    }

    @Test
    void theCounterIsOpenedAnewWithoutAnyNetworkAndGoesOn() throws IOException {
        try (Line line = new Line(port)) {
            Browser counter = browser(line.port());
            Street street = new Street(town());
            Street.Neighbour grandmother = street.resident("王奶奶", "1950-03-01");
            Street.Neighbour luo = street.staff("罗琼", "COUNTER");
            String meal = street.mealOf(grandmother);
            String digits = street.town
                    .get(grandmother.person(), "/api/meals/" + meal)
                    .at("/pass/digits")
                    .asString();
            counter.enter(luo, street.town).press("窗口核销").see("还有 1 人没来");
            counter.until(
                    "does not keep the app", () -> counter.run("return navigator.serviceWorker.controller") != null);

            line.cut();
            counter.start("/#/staff/counter/counter").see("还有 1 人没来").shot("counter-alone");
            counter.type("核销码", digits).press("核销").see("已核销 王奶奶").see("1 条等待发送");
            counter.start("/#/staff/counter/counter").see("1 条等待发送").see("还有 0 人没来");
            line.mend();

            await().atMost(Browser.PATIENCE)
                    .until(() -> street.town
                            .get(grandmother.person(), "/api/meals/" + meal)
                            .get("state")
                            .asString()
                            .equals("EATEN"));
            counter.until("still waits", () -> !counter.text().contains("等待发送"));
            assertThat(counter.text()).doesNotContain("没有算数");
        }
    }
}
