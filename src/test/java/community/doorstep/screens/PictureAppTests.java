package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.media.Pictures;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is broken, and what it looks like before the work and after it. */
class PictureAppTests extends BrowserTest {

    @Test
    void aRepairIsShownInPicturesBeforeAndAfterIt() {
        Browser phone = browser();
        Browser worker = browser();
        Street street = new Street(town());
        Street.Neighbour resident = street.resident("林小红", "1990-05-01");
        Street.Neighbour wang = street.worker("王建国");

        phone.enter(resident, street.town)
                .press("报修")
                .press("灯不亮")
                .type("上门地址", "望江街 3 栋 2 单元 501")
                .press("给师傅看一张照片")
                .choose(Pictures.of("png", 2400, 1200));
        phone.see("给师傅看一张照片 ✓").press("预约（¥20）");
        await().atMost(Browser.PATIENCE)
                .until(() -> !street.town
                        .get(resident.person(), "/api/bookings")
                        .get("items")
                        .isEmpty());
        String job = street.town
                .get(resident.person(), "/api/bookings")
                .get("items")
                .at("/0/id")
                .asString();
        await().atMost(Browser.PATIENCE).until(() -> stages(job).equals(List.of("FAULT")));
        street.atTheDoor(wang, job);
        worker.enter(wang, street.town).press("我要接单");
        worker.until("never saw the picture", () -> pictures(worker) == 1);
        worker.press("修前拍照").choose(Pictures.of("png", 2400, 1200));
        worker.until("never saw the second picture", () -> pictures(worker) == 2);
        worker.online(false)
                .press("修后拍照")
                .choose(Pictures.jpeg(400, 300))
                .see("1 条等待发送")
                .shot("worker-photos");
        worker.press("修好了");
        assertThat(stages(job)).containsExactly("FAULT", "BEFORE");
        worker.online(true).see("完成 1 单");

        assertThat(stages(job)).containsExactly("FAULT", "BEFORE", "AFTER");
        WECHAT.events().deliverTo("http://127.0.0.1:" + port);
        await().atMost(Browser.PATIENCE).until(() -> passed(job) == 3);
        phone.start("/#/pages/booking/booking?id=" + job).see("已完成");
        phone.until("never saw how it was and how it is", () -> pictures(phone) == 3);
        assertThat(phone.run("return [...document.querySelectorAll('.photo img')].map(one => one.alt).join()"))
                .isEqualTo("坏了的样子,修之前,修好以后");
        phone.shot("repair-photos");
    }

    /** WeChat finds nothing wrong with any of them; how many it has looked at. */
    private int passed(String job) {
        List<String> traces = database.sql(
                        "SELECT trace_id FROM screening WHERE subject_id = :job AND trace_id IS NOT NULL")
                .bind("job", UUID.fromString(job))
                .map(row -> row.get("trace_id", String.class))
                .all()
                .collectList()
                .block(Duration.ofSeconds(5));
        traces.forEach(trace -> WECHAT.checks().tell(trace, "pass"));
        return traces.size();
    }

    private static long pictures(Browser browser) {
        return ((Number) browser.run("return document.querySelectorAll('.photo img').length")).longValue();
    }

    private List<String> stages(String job) {
        return database.sql("SELECT stage FROM repair_photo WHERE call_id = :job ORDER BY at")
                .bind("job", UUID.fromString(job))
                .map(row -> row.get("stage", String.class))
                .all()
                .collectList()
                .block(Duration.ofSeconds(5));
    }

    @Test
    void aDeadLampIsReportedWithAPicture() {
        Browser phone = browser();
        Street street = new Street(town());
        Street.Neighbour resident = street.resident("林小红", "1990-05-01");

        phone.enter(resident, street.town)
                .press("路灯和公共设施")
                .press("路灯不亮")
                .type("在哪里（不要写住址）", "小学门口")
                .press("加一张照片")
                .choose(Pictures.jpeg(400, 300));
        phone.see("加一张照片 ✓").press("上报");

        await().atMost(Browser.PATIENCE).until(() -> kept(resident) == 1);
        phone.shot("street");
    }

    private long kept(Street.Neighbour reporter) {
        return database.sql("SELECT count(*) AS times FROM street_photo WHERE taken_by = :by")
                .bind("by", UUID.fromString(reporter.person().id()))
                .map(row -> row.get("times", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }
}
