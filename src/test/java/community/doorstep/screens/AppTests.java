package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.Town;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The app as its people use it, in a browser of a phone's size; pictures of it go to {@code target/screenshots}. */
class AppTests extends BrowserTest {

    private static final String ADDRESS = """
        return [...document.querySelectorAll('input, textarea')]
          .find(one => one.getAttribute('aria-label') === '上门地址')?.value
        """;

    @Test
    void aParentBooksCareForHerChildAndPays() {
        Browser phone = browser();
        Street street = new Street(town());
        Street.Neighbour mother = street.resident("林小红", "1990-05-01");
        street.town.family(mother.person(), "周朵朵", "2018-09-09", "CHILD");

        phone.signIn(mother.code(), street.town.stationId).see("林小红，您好").press("托管");
        phone.see("周朵朵").press("剩 3 位").see("¥30").see("标价30元").shot("care");
        phone.press("预约并付").see("付款成功").see("已预约").shot("care-booked");

        phone.press("取消预约").see("会退给您 ¥30").shot("care-cancel").press("确定取消");
        phone.see("已退 ¥30");
        assertThat(phone.complaints()).isEmpty();
    }

    @Test
    void anElderHasLunchInElderMode() {
        Browser phone = browser();
        Street street = new Street(town());
        Street.Neighbour grandfather = street.resident("周爷爷", "1940-03-01");

        phone.start("/#/pages/sign-in/sign-in").press("长辈版");
        phone.signIn(grandfather.code(), street.town.stationId)
                .see("打电话给老王+服务驿站")
                .shot("elder-home");
        assertThat((String) phone.run("return getComputedStyle(document.querySelector('.services button')).fontSize"))
                .matches("(2[89]|3\\d)(\\.\\d+)?px");
        listen(phone);

        phone.press("食堂").press("读给我听").press("还剩 30 份").see("八十岁以上免费午餐").shot("elder-lunch");
        phone.run("document.querySelector('.price button').click()");
        assertThat(heard(phone)).contains("红烧肉炖土豆", "长者午餐免费");
        phone.press("预约（免费）").see("已预约");

        // Closed and opened again: it is still large, reads the plans, and telephones with one tap.
        phone.start("/").see("长者午餐");
        listen(phone);
        phone.press("读一读").press("打电话给老王+服务驿站");
        assertThat(heard(phone)).contains("长者午餐");
        phone.until("did not telephone", () -> "tel:0812-3330000".equals(phone.run("return window.dialled")));
        // The canteen hears of a booking a moment later: until then the page asks for its pass in vain.
        assertThat(phone.complaints()).allMatch(line -> line.contains("/api/meals/") && line.contains("404"));
    }

    /** What is said and dialled from here on is noted. */
    private static void listen(Browser phone) {
        phone.run("""
            window.spoken = []
            speechSynthesis.speak = speech => window.spoken.push(speech.text)
            HTMLAnchorElement.prototype.click = function () { window.dialled = this.href }
            """);
    }

    private static String heard(Browser phone) {
        return String.valueOf(phone.run("return window.spoken.join()"));
    }

    @Test
    void aCallIsClaimedAndFinishedWhileTheResidentFollowsAndTheNetworkFails() {
        Browser worker = browser();
        Browser other = browser();
        Street street = new Street(town());
        Street.Neighbour wang = street.worker("王建国");
        Street.Neighbour operator = street.staff("小周", "OPERATOR");
        worker.signIn(wang.code(), street.town.stationId)
                .press("我要接单")
                .press("开始接单")
                .see("在岗");

        String number = Town.phone();
        other.signIn(operator.code(), street.town.stationId).press("电话登记");
        other.type("来电号码", number).press("查找").see("没有这个号码").type("姓名", "王奶奶").press("登记");
        other.see("来电人：王奶奶")
                .press("灯不亮")
                .type("上门地址", "望江街 3 栋 2 单元 501")
                .shot("call")
                .press("登记预约");
        other.see("已登记");

        worker.see("换灯泡").shot("worker-new").press("我来").see("望江街 3 栋 2 单元 501").shot("worker-job");
        Street.Neighbour granny = street.withPhone(number);
        other.signIn(granny.code(), street.town.stationId)
                .press("已预约")
                .see("王师傅在路上")
                .shot("repair-live");

        String code = code(other.see("请读给他听").text());
        worker.press("我到了").see("还没有确认到达").type("住户读出的四位数字", wrong(code)).press("用数字确认到达");
        worker.see("数字不对").see("还没有确认到达");
        worker.online(false).type("住户读出的四位数字", code).press("用数字确认到达").see("已记下");
        assertThat(other.text()).contains("王师傅在路上");
        worker.online(true);
        other.see("王师傅到了");
        worker.press("修好了");
        other.see("修好了").shot("repair-done");
        assertThat(hops(street, operator, granny)).containsOnlyOnce("ARRIVED").contains("DONE");
    }

    @Test
    void aCallThatMeetsNoNetworkStaysOnTheFormAndIsBookedOnceWhenItIsBack() throws IOException {
        try (Line line = new Line(port)) {
            Browser desk = browser(line.port());
            Street street = new Street(town());
            Street.Neighbour operator = street.staff("小周", "OPERATOR");
            desk.enter(operator, street.town).press("电话登记");
            desk.type("来电号码", Town.phone())
                    .press("查找")
                    .see("没有这个号码")
                    .type("姓名", "王奶奶")
                    .press("登记");
            desk.see("来电人：王奶奶").press("灯不亮").type("上门地址", "望江街 3 栋 2 单元 501");
            line.cut();
            desk.press("登记预约").see("电话登记要有网络才能完成").shot("call-away");

            line.mend();
            desk.start("/#/staff/call/call").see("来电人：王奶奶");
            assertThat(desk.run(ADDRESS)).isEqualTo("望江街 3 栋 2 单元 501");
            desk.press("登记预约").see("已登记").see("王奶奶").press("下一个电话");
            desk.start("/#/staff/call/call").see("来电号码");
            assertThat(desk.text()).doesNotContain("王奶奶");
            assertThat(desk.run("return JSON.stringify({ ...localStorage })").toString())
                    .as("what was said is not kept")
                    .doesNotContain("3 栋 2 单元");
            assertThat(queue(street, operator)).hasSize(1);
        }
    }

    private static JsonNode queue(Street street, Street.Neighbour operator) {
        await().atMost(Browser.PATIENCE)
                .until(() -> !street.town
                        .get(operator.person(), queueOf(street))
                        .get("jobs")
                        .isEmpty());
        return street.town.get(operator.person(), queueOf(street)).get("jobs");
    }

    private static String queueOf(Street street) {
        return "/api/station/queue?stationId=" + street.town.stationId;
    }

    private static String code(String page) {
        Matcher code = Pattern.compile("请读给他听：(\\d{4})").matcher(page);
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private static String wrong(String code) {
        return code.equals("0000") ? "0001" : "0000";
    }

    private static List<String> hops(Street street, Street.Neighbour operator, Street.Neighbour resident) {
        JsonNode booking = street.town.get(resident.person(), "/api/bookings").at("/items/0");
        String history = "/api/station/jobs/" + booking.get("id").asString() + "/history";
        return street.town
                .get(operator.person(), history)
                .get("hops")
                .valueStream()
                .map(hop -> hop.get("state").asString())
                .toList();
    }
}
