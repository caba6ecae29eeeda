package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What residents show at a door, and what staff do with it; each in a browser of a phone's size. */
class DoorAppTests extends BrowserTest {

    @Test
    void aMealIsShownAndHandedOutWithoutANetworkAndCountedOnce() {
        Browser phone = browser();
        Browser counter = browser();
        Street street = new Street(town());
        Street.Neighbour grandmother = street.resident("王奶奶", "1950-03-01");
        Street.Neighbour luo = street.staff("罗琼", "COUNTER");
        street.town.send(
                "PUT",
                grandmother.person(),
                "/api/me/meal-cards/" + grandmother.person().id(),
                Map.of("allergens", List.of("SOY"), "needs", List.of(), "note", ""),
                null);

        phone.enter(grandmother, street.town).press("食堂").press("还剩 30 份").see("菜里有不能吃的");
        phone.see("请先确认过敏提示").shot("allergy").press("我知道了").press("自己带走");
        phone.press("预约（¥15）").see("取餐码").see("自己带走").shot("meal-pass");
        String digits = (String) phone.run("return document.querySelector('.digits').innerText.replace(/[^0-9]/g, '')");
        assertThat(phone.run("return document.querySelector('.qr img').naturalWidth"))
                .isInstanceOfSatisfying(
                        Number.class, wide -> assertThat(wide.intValue()).isGreaterThan(200));
        String booking = first(street, grandmother).get("id").asString();

        phone.go("/pages/home/home")
                .see("长者午餐")
                .online(false)
                .press("长者午餐")
                .see("没有网络，显示的是上次的内容")
                .see("取餐码");
        assertThat(phone.text().replaceAll("[^0-9]", "")).contains(digits);

        counter.enter(luo, street.town).press("窗口核销").see("还有 1 人没来").online(false);
        counter.type("核销码", digits)
                .press("核销")
                .see("已核销 王奶奶")
                .see("红烧肉炖土豆")
                .see("1 条等待发送")
                .shot("counter");
        counter.type("核销码", digits).press("核销").see("这个码已经用过");
        counter.online(true);
        await().atMost(Browser.PATIENCE)
                .until(() -> street.town
                        .get(grandmother.person(), "/api/meals/" + booking)
                        .get("state")
                        .asString()
                        .equals("EATEN"));
        counter.until("still waits", () -> !counter.text().contains("等待发送"));
        assertThat(counter.text()).doesNotContain("没有算数");
    }

    @Test
    void aBookingIsChangedInOneStepAndTheRefundIsToldBefore() {
        Browser phone = browser();
        Street street = new Street(town());
        Street.Neighbour resident = street.resident("林小红", "1990-05-01");
        String old =
                street.book(resident.person(), street.lunch, resident.person().id(), Map.of());

        phone.enter(resident, street.town)
                .go("/pages/booking/booking?id=" + old)
                .press("改时间");
        phone.see("选好新的")
                .press("还剩 30 份")
                .see("原来的预约会取消")
                .shot("change")
                .press("改成这个")
                .see("已改好");

        JsonNode bookings = street.town.get(resident.person(), "/api/bookings").get("items");
        assertThat(bookings.valueStream().map(one -> one.get("state").asString()))
                .containsExactlyInAnyOrder("CONFIRMED", "CANCELLED");
        assertThat(street.town
                        .get(resident.person(), "/api/bookings/" + old)
                        .get("state")
                        .asString())
                .isEqualTo("CANCELLED");
    }

    @Test
    void aChildsCardIsWrittenAndSomebodyMayFetchIt() {
        Browser phone = browser();
        Street street = new Street(town());
        Street.Neighbour mother = street.resident("林小红", "1990-05-01");
        String child = street.town.family(mother.person(), "周朵朵", "2018-09-09", "CHILD");

        phone.enter(mother, street.town).go("/pages/family/family").press("孩子的健康卡");
        phone.type("过敏（用顿号分开）", "花生、虾").press("保存").see("已保存");
        phone.type("接送人姓名", "张桂兰").type("手机号", "13900000099").type("关系", "奶奶").press("加上");
        phone.see("张桂兰").shot("card");

        String family = "/api/me/family/" + child;
        assertThat(street.town
                        .get(mother.person(), family + "/card")
                        .at("/card/allergies")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactly("花生", "虾");
        assertThat(street.town
                        .get(mother.person(), family + "/pick-up-persons")
                        .at("/0/name")
                        .asString())
                .isEqualTo("张桂兰");
    }

    @Test
    void partsAreOfferedAtTheDoorAndTheResidentSaysYes() {
        Browser phone = browser();
        Browser worker = browser();
        Street street = new Street(town());
        Street.Neighbour resident = street.resident("林小红", "1990-05-01");
        Street.Neighbour wang = street.worker("王建国");
        street.labour("加时半小时", 2500);
        String job = street.bulb(resident.person());
        street.atTheDoor(wang, job);

        phone.enter(resident, street.town)
                .go("/pages/booking/booking?id=" + job)
                .see("王师傅到了");
        worker.enter(wang, street.town)
                .press("我要接单")
                .see("门禁 2580#")
                .press("选配件或人工")
                .see("加时半小时");
        worker.press("多一个 加时半小时").press("请住户同意 ¥25").see("等住户同意").shot("worker-parts");
        phone.see("加时半小时").shot("parts-offered").press("同意");
        worker.see("已同意").press("收现金 ¥45").press("收到 ¥45 了").see("已付");
        phone.see("已付");
    }

    private static JsonNode first(Street street, Street.Neighbour resident) {
        return street.town.get(resident.person(), "/api/bookings").at("/items/0");
    }
}
