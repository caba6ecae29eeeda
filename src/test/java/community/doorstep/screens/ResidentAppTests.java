package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.media.Pictures;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What residents do beside booking and paying. */
class ResidentAppTests extends BrowserTest {

    @Test
    void aFullClassIsWaitedForAndTakenWhenASeatIsFree() {
        Browser phone = browser();
        Street street = new Street(town());
        Street.Neighbour mother = street.resident("林小红", "1990-05-01");
        Street.Neighbour other = street.resident("陈敏", "1988-05-01");
        String theirs = street.town.family(other.person(), "陈小宝", "2017-03-03", "CHILD");
        String booking = street.book(other.person(), street.freeCare(1), theirs, Map.of());

        phone.enter(mother, street.town).press("托管").press("+ 添加家人");
        phone.type("姓名", "周朵朵")
                .type("出生日期", "2018-09-09")
                .press("添加家人")
                .see("孩子的健康卡")
                .press("返回");
        phone.press("周朵朵").press("午间托管").press("排队候补");
        await().atMost(Browser.PATIENCE).until(() -> place(street, mother).equals("WAITING"));
        street.town.send("POST", other.person(), "/api/bookings/" + booking + "/cancellation", null, null);
        await().atMost(Browser.PATIENCE).until(() -> place(street, mother).equals("OFFERED"));

        phone.start("/").press("预约").see("有位了").shot("waitlist-offer");
        phone.press("我要这个位子").press("预约（免费）").see("已预约").see("周朵朵");
    }

    private static String place(Street street, Street.Neighbour mother) {
        return street.town
                .get(mother.person(), "/api/me/waitlist")
                .at("/items/0/state")
                .asString();
    }

    @Test
    void evidenceIsHandedInAndAMessageLeadsToTheMealThatIsRated() {
        Browser phone = browser();
        Street street = new Street(town());
        Street.Neighbour grandmother = street.resident("王奶奶", "1950-03-01");
        Street.Neighbour luo = street.staff("罗琼", "COUNTER");
        String meal = street.mealOf(grandmother);
        street.town.post(
                luo.person(),
                "/api/station/redemptions",
                Map.of("stationId", street.town.stationId, "bookingId", meal));
        String kind = street.town
                .get(grandmother.person(), "/api/communities/" + street.town.communityId + "/evidence-kinds")
                .at("/0/nameZh")
                .asString();

        phone.enter(grandmother, street.town).press("我的").press("优惠资格").press(kind);
        phone.press("提交").see("审核中").press("加一张照片").choose(Pictures.jpeg(400, 300));
        phone.see("1 张照片").shot("evidence");
        phone.go("/pages/inbox/inbox").press("长者午餐").see("这次服务怎么样？");
        phone.press("5 分").type("想说的话（可不填）", "菜很软").press("提交评价").see("您打了 5 分");

        assertThat(street.town
                        .get(grandmother.person(), "/api/bookings/" + meal + "/rating")
                        .get("stars")
                        .asInt())
                .isEqualTo(5);
    }
}
