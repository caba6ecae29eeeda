package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.dispatch.Door;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.Jobs;
import community.doorstep.dispatch.Need;
import community.doorstep.dispatch.NewJob;
import community.doorstep.dispatch.NewStop;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.JsonNode;

/** A worker's day beyond the straight way: runs from door to door, colleagues, second visits, cash. */
class WorkerAppTests extends BrowserTest {

    private static final GeoPoint PLACE = new GeoPoint(26.5823, 101.7184);

    @Autowired
    private Jobs jobs;

    @Autowired
    private TransactionalOperator transaction;

    @Test
    void aLunchBookedInTheAppIsCarriedToItsDoor() {
        Browser phone = browser();
        Browser worker = browser();
        Street street = new Street(town());
        Street.Neighbour grandmother = street.resident("王奶奶", "1950-03-01");
        Street.Neighbour wang = street.worker("王建国");

        phone.enter(grandmother, street.town)
                .press("食堂")
                .press("还剩 30 份")
                .press("送上门")
                .type("送到哪里", "望江街 3 栋 2 单元 501")
                .type("给送餐员的话（可不填）", "按门铃")
                .press("预约（¥15）");
        phone.see("送上门").see("已预约");
        worker.enter(wang, street.town).press("我要接单").press("开始接单").press("我来");
        worker.see("望江街 3 栋 2 单元 501").see("按门铃").shot("worker-run");
        worker.press("送到了 1").see("送到 1 / 1").press("这一趟送完了").see("现在没有新单");

        String meal = bookings(street, grandmother).at("/0/id").asString();
        await().atMost(Browser.PATIENCE)
                .until(() -> street.town
                        .get(grandmother.person(), "/api/meals/" + meal)
                        .get("state")
                        .asString()
                        .equals("EATEN"));
        phone.start("/#/pages/booking/booking?id=" + meal).see("已用餐");
    }

    @Test
    void aRunGoesOnWithoutANetworkAndItsCashIsCountedAtTheStation() {
        Browser worker = browser();
        Browser desk = browser();
        Street street = new Street(town());
        Street.Neighbour wang = street.worker("王建国");
        Street.Neighbour operator = street.staff("小周", "OPERATOR");
        Street.Neighbour granny = street.resident("李奶奶", "1952-04-01");
        post(run(street, granny, street.mealOf(granny)));

        worker.enter(wang, street.town).press("我要接单").press("开始接单").press("我来");
        worker.see("送到 0 / 3")
                .see("收现金 ¥15")
                .online(false)
                .press("送到了 1")
                .see("2 条等待发送")
                .see("送到 1 / 3");
        worker.press("没送成").type("为什么没送成", "敲门没人").press("没送成").see("送到 2 / 3");
        assertThat(worker.text()).doesNotContain("这一趟送完了");
        worker.press("送到了 3").see("送到 3 / 3").press("收现金 ¥15 1").shot("worker-cash");
        worker.press("收到 ¥15 了 1").press("这一趟送完了");
        assertThat(today(street, wang).get("done").asInt()).isZero();
        worker.online(true);

        worker.until("still waits", () -> !worker.text().contains("等待发送"));
        assertThat(today(street, wang).get("done").asInt()).isEqualTo(1);
        worker.see("完成 1 单").see("身上现金 ¥15").press("交给站里");
        worker.see("¥15，等站里确认").shot("worker-today");
        await().atMost(Browser.PATIENCE)
                .until(() -> street.town
                                .get(operator.person(), "/api/station/cash/handovers")
                                .get("items")
                                .size()
                        == 1);
        desk.enter(operator, street.town)
                .press("电话登记")
                .see("交来的现金")
                .shot("cash-desk")
                .press("点清了 ¥15");
        await().atMost(Browser.PATIENCE)
                .until(() -> today(street, wang).get("cashFen").asLong() == 0);
    }

    @Test
    void whoPaysByTheCodeAtTheDoorOwesNoCash() {
        Browser worker = browser();
        Browser phone = browser();
        Street street = new Street(town());
        Street.Neighbour wang = street.worker("王建国");
        Street.Neighbour daughter = street.resident("李小红", "1972-03-01");
        String job = street.bulb(street.resident("李奶奶", "1952-04-01").person());
        street.atTheDoor(wang, job);
        street.owes(wang);

        worker.enter(wang, street.town).press("我要接单").see("便民维修").press("扫码付款");
        worker.see("请付款人用微信扫一扫，付 ¥20").shot("worker-code");
        String token = street.town
                .post(wang.person(), "/api/worker/payment-codes", Map.of("references", List.of(job)))
                .get("token")
                .asString();
        phone.enter(daughter, street.town).start("/#/pages/pay/pay?scene=" + token);
        phone.see("便民维修").shot("pay-by-code").press("付 ¥20").see("付好了，谢谢");

        worker.until("still asks for money", () -> !worker.text().contains("收现金"));
        assertThat(today(street, wang).get("cashFen").asLong()).isZero();
    }

    @Test
    void cashThatWasTakenOfflineForWhatIsPaidGoesBack() {
        Browser worker = browser();
        Street street = new Street(town());
        Street.Neighbour wang = street.worker("王建国");
        Street.Neighbour granny = street.resident("李奶奶", "1952-04-01");
        String job = street.bulb(granny.person());
        street.atTheDoor(wang, job);
        street.owes(wang);

        worker.enter(wang, street.town).press("我要接单").see("便民维修").online(false);
        worker.press("收现金 ¥20").press("收到 ¥20 了").see("1 条等待发送");
        JsonNode order = street.town.post(granny.person(), "/api/bookings/" + job + "/payment", null);
        WECHAT.callsBack("http://127.0.0.1:" + port);
        WECHAT.pay(order.get("payment").asString().replace("-", ""));
        await().atMost(Browser.PATIENCE)
                .until(() -> !street.town
                        .get(granny.person(), "/api/bookings/" + job)
                        .get("paidAt")
                        .isNull());

        worker.online(true).see("请把现金退还住户").shot("worker-give-back").press("知道了");

        worker.until("still shown", () -> !worker.text().contains("请把现金退还住户"));
        assertThat(worker.run("return [...document.querySelectorAll('button')].map(one => one.innerText).join()"))
                .asString()
                .doesNotContain("收现金");
        assertThat(today(street, wang).get("cashFen").asLong()).isZero();
    }

    private void post(NewJob run) {
        jobs.post(run).as(transaction::transactional).block(Duration.ofSeconds(5));
    }

    /** Three doors; the meal is carried to the first. */
    private NewJob run(Street street, Street.Neighbour resident, String meal) {
        Instant now = CLOCK.instant();
        PersonId eats = PersonId.of(resident.person().id());
        List<NewStop> doors = Stream.of("1 栋", "2 栋", "3 栋")
                .map(house -> new NewStop(
                        house.startsWith("1") ? UUID.fromString(meal) : Ids.next(), eats, PLACE, new Door(house, "少盐")))
                .toList();
        return new NewJob(
                        new JobId(Ids.next()),
                        CommunityId.of(street.town.communityId),
                        StationId.of(street.town.stationId),
                        eats,
                        eats,
                        "DELIVERY",
                        "送餐",
                        Need.USUAL,
                        PLACE,
                        new Door(null, "长者午餐"),
                        now,
                        now.plus(Duration.ofMinutes(40)))
                .with(doors);
    }

    private static JsonNode bookings(Street street, Street.Neighbour resident) {
        return street.town.get(resident.person(), "/api/bookings").get("items");
    }

    private static JsonNode today(Street street, Street.Neighbour worker) {
        return street.town.get(worker.person(), "/api/worker/today");
    }

    @Test
    void aJobIsHandedOverAndASecondPairOfHandsComes() {
        Browser first = browser();
        Browser second = browser();
        Street street = new Street(town());
        Street.Neighbour wang = street.worker("王建国");
        Street.Neighbour li = street.worker("李强");
        String job = street.bulb(street.resident("林小红", "1990-05-01").person());
        street.atTheDoor(wang, job);

        second.enter(li, street.town).press("我要接单").press("开始接单").see("在岗");
        first.enter(wang, street.town).press("我要接单").press("找同事");
        first.press("交给李强").see("等同事答应接手");
        second.see("同事请您接手").shot("worker-handover").press("我来").see("望江街 3 栋 2 单元 501");
        first.see("现在没有新单");
        second.press("找同事").type("为什么（可不填）", "柜子太重").press("叫一个帮手");
        first.see("搭把手").press("我来").see("望江街 3 栋 2 单元 501");

        assertThat(street.town
                        .get(wang.person(), "/api/worker/jobs")
                        .at("/mine/0/helps")
                        .asString())
                .isEqualTo(job);
    }

    @Test
    void itGoesOnAnotherDayAndEndsAtAClosedDoor() {
        Browser worker = browser();
        Street street = new Street(town());
        Street.Neighbour wang = street.worker("王建国");
        Street.Neighbour resident = street.resident("林小红", "1990-05-01");
        String job = street.bulb(resident.person());
        street.atTheDoor(wang, job);

        worker.enter(wang, street.town).press("我要接单").press("改天再来").see("哪天再来").shot("worker-later");
        worker.type("说明（可不填）", "要换灯座").press("约好再来").press("继续").see("我到了");
        street.atTheDoor(wang, job);
        worker.start("/#/staff/worker/worker").press("没人在家").press("不再等，结束这单");

        Street.Neighbour lead = street.staff("王站长", "STATION_LEAD");
        await().atMost(Browser.PATIENCE).until(() -> state(street, lead, job).equals("NOBODY_HOME"));
        worker.see("现在没有新单");
    }

    private static String state(Street street, Street.Neighbour lead, String job) {
        JsonNode hops = street.town
                .get(lead.person(), "/api/station/jobs/" + job + "/history")
                .get("hops");
        return hops.get(hops.size() - 1).get("state").asString();
    }
}
