package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An admin changes what is planned, and reads beforehand whom that reaches. */
class ConsoleServiceTests extends ApiTest {

    private static final String FIELD = """
        const field = [...document.querySelectorAll('input')].find(one => one.offsetParent !== null
          && (one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText) === arguments[0])
        """;

    private Desk desk() {
        return new Desk("http://127.0.0.1:" + port, town());
    }

    private JsonNode schedules(String service) {
        return town().get(town().admin, "/api/admin/services/" + service + "/schedules");
    }

    @Test
    void aScheduleIsChangedFromADayOnAndThenEndedAndEachPreviewNamesTheBookings() throws IOException {
        Street street = new Street(town());
        Street.Neighbour mother = street.resident("林小红", "1990-05-01");
        String child = town().family(mother.person(), "周朵朵", "2018-09-09", "CHILD");
        String care = street.freeCare(3);
        town().room("手工室", 12);
        town().staff("罗老师", "TEACHER");
        String tomorrow = town().slots(care).get(1);
        String quote = town().post(
                        mother.person(),
                        "/api/quotes",
                        Map.of("serviceId", care, "slotId", tomorrow, "beneficiaryId", child))
                .get("token")
                .asString();
        String booking = town().made(
                        mother.person(),
                        "/api/bookings",
                        Map.of("slotId", tomorrow, "beneficiaryId", child, "quote", quote));
        List<String> faults = new ArrayList<>();

        try (Desk desk = desk()) {
            Browser screen = desk.as(town().admin).open("/services").screen();
            screen.see("午间托管");
            desk.open("/services/" + care).tab("排期").settled();
            screen.see("2026-01-01 起").shot("console-schedules").press("修改排期：每天 00:00–23:59");
            screen.see("还没有改动");
            desk.fill("名额", "13").choose("房间", "手工室 · 12");
            screen.see("房间座位不够").shot("console-schedule-refused");
            desk.fill("名额", "8").choose("老师", "罗老师").fill("开始", "14:00");
            desk.fill("结束", "16:00").fill("截止", "16:00");
            screen.see("涉及 1 个预约").shot("console-schedule-change");
            faults.addAll(desk.faults("change"));
            screen.press("保存").see("14:00–16:00").see("手工室").see("罗老师");
            assertThat(schedules(care)).hasSize(2);
            assertThat(town().get(mother.person(), "/api/bookings/" + booking)
                            .get("startsAt")
                            .asString())
                    .contains("T06:00:00Z");

            screen.press("结束排期：每天 14:00–16:00").see("其中有 1 个预约");
            desk.fill("原因", "暑期改在文化中心");
            screen.shot("console-schedule-end");
            faults.addAll(desk.faults("end"));
            desk.pressIn("结束");
            screen.see("已结束，取消了");
            assertThat(schedules(care).get(0).get("lastDay").asString()).isNotEmpty();
            assertThat(faults).isEmpty();
            assertThat(screen.complaints())
                    .allMatch(line -> line.contains("/revision?preview=true") && line.contains("422"));
        }
    }

    @Test
    void aRoomIsAddedAndThenHasAnotherNameAndSeats() throws IOException {
        String care = new Street(town()).freeCare(3);
        try (Desk desk = desk()) {
            Browser screen = desk.as(town().admin).open("/services").screen();
            screen.see("还没有房间").press("新增房间");
            desk.fill("名称", "手工室").fill("座位数", "12").pressIn("保存");
            screen.see("已保存").press("修改房间：手工室").see("修改房间：手工室");
            desk.fill("名称", "大手工室").fill("座位数", "30");
            assertThat(desk.faults("room")).isEmpty();
            screen.shot("console-room");
            desk.pressIn("保存");
            screen.see("大手工室").see("30");

            String room = town().get(town().admin, "/api/admin/rooms?communityId=" + town().communityId)
                    .at("/0/id")
                    .asString();
            town().schedule(care, "08:00", "09:00", "08:00", 20, Map.of("roomId", room, "daysAhead", 3));
            screen.press("修改房间：大手工室");
            desk.fill("座位数", "5").pressIn("保存");
            screen.see("需要 20 个座位");
            assertThat(screen.complaints())
                    .allMatch(line -> line.contains("/api/admin/rooms/") && line.contains("422"));
        }
    }

    @Test
    void aStationHasHoursAndIsOpenOnHolidaysWhenItSaysSo() throws IOException {
        String rules = "/api/admin/stations/" + town().stationId + "/dispatch";
        JsonNode before = town().get(town().admin, rules);
        try (Desk desk = desk()) {
            Browser screen = desk.as(town().admin).open("/services").screen();
            screen.press("驿站规则：老王+服务驿站").see("没有设营业时间").press("添加营业时间");
            desk.fill("从", "07:30").fill("到", "21:00");
            screen.see("假日和补班日按社区日历");
            turn(screen, "假日照常营业");
            assertThat(desk.faults("hours")).isEmpty();
            screen.shot("console-station-hours");
            desk.pressIn("保存");
            screen.see("已保存");

            JsonNode after = town().get(town().admin, rules);
            assertThat(after.get("openOnHolidays").asBoolean()).isTrue();
            assertThat(after.get("opening")).hasSize(1);
            assertThat(after.at("/opening/0/from").asString()).startsWith("07:30");
            assertThat(after.at("/opening/0/weekdays")).hasSize(5);
            assertThat(after.get("mode")).isEqualTo(before.get("mode"));
            assertThat(after.get("ladder")).isEqualTo(before.get("ladder"));

            screen.press("驿站规则：老王+服务驿站").press("删除第 1 段营业时间");
            screen.see("没有设营业时间");
            assertThat(screen.complaints()).isEmpty();
        }
    }

    @Test
    void aStationsRulesAreChangedInOneDialogAndStandThereWhenItIsOpenedAgain() throws IOException {
        String address = "/api/admin/stations/" + town().stationId + "/dispatch";
        String night = town().station("夜间值班站", 26.5900, 101.7200);
        Town.Person onCall = town().staff("值班张", "WORKER");
        try (Desk desk = desk()) {
            Browser screen = desk.as(town().admin).open("/services").screen();
            screen.press("驿站规则：老王+服务驿站").see("谁先接就是谁的").see("一直营业，下面两项现在用不上");
            desk.choose("派单方式", "就近").fill("每个人有多久决定", "45").fill("一个人手上最多几单", "2");
            turn(screen, "独居老人优先");
            turn(screen, "叫附近驿站当班的人，他们也可以接");
            desk.fill("叫本站当班的人，谁都可以接：等了多久", "90").fill("叫站长：等了多久", "240");
            desk.fill("约好时间的单，提前多久开始算", "25");
            desk.choose("交给哪个驿站", "夜间值班站").choose("值班的人", "值班张");
            desk.fill("每完成一单", "6.5").fill("每送到一户", "1.25");
            screen.shot("console-station-rules");
            assertThat(desk.faults("rules")).isEmpty();
            desk.pressIn("保存");
            screen.see("已保存");

            JsonNode after = town().get(town().admin, address);
            assertThat(after.get("mode").asString()).isEqualTo("NEAREST");
            assertThat(after.get("offerSeconds").asInt()).isEqualTo(45);
            assertThat(after.get("places").asInt()).isEqualTo(2);
            assertThat(after.get("aloneFirst").asBoolean()).isFalse();
            assertThat(after.at("/ladder/allAfter").asInt()).isEqualTo(90);
            assertThat(after.at("/ladder/neighboursAfter").isNull()).isTrue();
            assertThat(after.at("/ladder/leadAfter").asInt()).isEqualTo(240);
            assertThat(after.get("windowMinutes").asInt()).isEqualTo(25);
            assertThat(after.get("nightStation").asString()).isEqualTo(night);
            assertThat(after.get("onCall").asString()).isEqualTo(onCall.id());
            assertThat(after.get("shareFen").asInt()).isEqualTo(650);
            assertThat(after.get("stopShareFen").asInt()).isEqualTo(125);
            assertThat(after.get("opening")).isEmpty();

            screen.press("驿站规则：老王+服务驿站").see("离得最近的先问").see("夜间值班站").see("值班张");
            assertThat(value(screen, "每个人有多久决定")).isEqualTo("45");
            assertThat(value(screen, "叫本站当班的人，谁都可以接：等了多久")).isEqualTo("90");
            assertThat(value(screen, "叫附近驿站当班的人，他们也可以接：等了多久")).isNull();
            assertThat(value(screen, "每完成一单")).isEqualTo("6.50");
            assertThat(screen.complaints()).isEmpty();
        }
    }

    @Test
    void whatTheServerRefusesOfAStationsRulesIsSaidAtItsField() {
        String address = "/api/admin/stations/" + town().stationId + "/dispatch";
        JsonNode before = town().get(town().admin, address);
        try (Desk desk = desk()) {
            Browser screen = desk.as(town().admin).open("/services").screen();
            screen.press("驿站规则：老王+服务驿站");
            desk.fill("一个人手上最多几单", "21").pressIn("保存");
            screen.until(
                    "nothing is said at the field",
                    () -> said(screen, "一个人手上最多几单") instanceof String words && words.contains("20"));
            desk.fill("一个人手上最多几单", "2").fill("叫站长：等了多久", "30").pressIn("保存");
            screen.until("nothing is said at the ladder", () -> Boolean.TRUE.equals(screen.run("""
                    const ladder = [...document.querySelectorAll('fieldset')]
                      .find(one => one.querySelector('legend').innerText === '没人接单时叫谁')
                    return ladder.querySelector('[role=alert]')?.innerText.includes('不能早于前一步') === true
                    """)));
            screen.shot("console-station-rules-refused");
            screen.until("the field is still refused", () -> said(screen, "一个人手上最多几单") == null);
            assertThat(town().get(town().admin, address)).isEqualTo(before);
            assertThat(screen.complaints()).hasSize(2).allMatch(line -> line.contains("/dispatch"));
        }
    }

    private static void turn(Browser screen, String words) {
        screen.until("no switch " + words, () -> Boolean.TRUE.equals(screen.run("""
                const found = document.querySelector(`input[role=switch][aria-label="${arguments[0]}"]`)
                found?.click()
                return found !== null
                """, words)));
    }

    private static Object value(Browser screen, String label) {
        return screen.run(FIELD + "return field?.value ?? null", label);
    }

    /** What stands below the field as wrong with it. */
    private static Object said(Browser screen, String label) {
        return screen.run(
                FIELD
                        + "return field.closest('.el-form-item').querySelector('.el-form-item__error')?.innerText || null",
                label);
    }

    @Test
    void theFirstCommunityGetsAnAdminWhoCanSignIn() throws IOException {
        Town town = town();
        String name = "新区" + Town.unique();
        try (Desk desk = desk()) {
            Browser screen = desk.as(town.cityAdmin).open("/communities").screen();
            screen.press("新增社区");
            desk.fill("社区名称", name).pressIn("新增社区");
            screen.see(name).see("还没有管理员").press("任命管理员 " + name);
            desk.fill("姓名", "赵主任").fill("手机", Town.phone()).pressIn("任命管理员");
            screen.see("赵主任").press("开通登录 赵主任");
            desk.fill("用户名（字母、数字、点、横线）", "zhao." + Town.unique()).pressIn("开通登录");
            screen.see("一次性密码：").shot("console-communities-given").press("关闭");
            assertThat(desk.faults("communities")).isEmpty();
            assertThat(screen.complaints()).isEmpty();
        }
    }
}
