package community.doorstep.screens;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What those who answer for the money do at the console: give back, settle what differs, take statements home. */
class ConsoleMoneyTests extends ApiTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private Town.Person granny;
    private Town.Person lead;
    private Town.Person finance;
    private String lunch;
    private int day = 1;

    @BeforeEach
    void aCanteenThatIsPaid() {
        WECHAT.callsBack("http://127.0.0.1:" + port);
        lunch = town().service("MEAL", "长者午餐", "AT_DOOR", null, null);
        town().publishPrices(Map.of(lunch, 1500L));
        town().everyDay(lunch, 30);
        granny = town().resident("何奶奶", "1952-03-01");
        lead = town().staff("站长", "STATION_LEAD");
        finance = town().staff("孙丽", "FINANCE");
    }

    private Desk desk() {
        return new Desk("http://127.0.0.1:" + port, town());
    }

    @Test
    void aComplaintIsMadeGoodWithAPartOfTheMoney() throws IOException {
        String meal = booked();
        town().post(lead, "/api/station/bookings/" + meal + "/cash", null);
        town().post(lead, "/api/station/bookings/" + meal + "/fulfilment", null);
        await().atMost(SOON)
                .until(() -> !town().get(granny, "/api/bookings/" + meal)
                        .get("paidAt")
                        .isNull());
        town().made(granny, "/api/bookings/" + meal + "/complaints", Map.of("words", "送来都凉了"));

        try (Desk desk = desk()) {
            Browser screen = desk.as(town().admin).open("/complaints").screen();
            screen.press("退款").see("已付 ¥15，已退 ¥0，还可退 ¥15");
            desk.fill("退多少", "5");
            screen.see("退款 ¥5").shot("console-refund");
            List<String> faults = desk.faults("refund");
            screen.press("退款 ¥5").see("已退 ¥5");
            assertThat(faults).isEmpty();
            assertThat(refunded(meal)).isEqualTo(500);
            screen.press("退款").see("还可退 ¥10");
            town().post(lead, "/api/station/refunds", Map.of("reference", meal, "amountFen", 600, "why", "LATE"));
            screen.press("退款 ¥10").see("超过");
            screen.see("还可退 ¥4");
            assertThat(screen.complaints()).allMatch(one -> one.contains("409"));
        }
        assertThat(refunded(meal)).isEqualTo(1100);
    }

    @Test
    void financeSettlesWhatDiffers() throws IOException {
        String number = paidByWechat();
        WECHAT.bills().change(number, 1400);
        compared();

        try (Desk desk = desk()) {
            Browser screen = desk.as(finance).open("/reconciliation").screen();
            screen.see("金额不同").see("¥15").see("¥14").see("优惠或更正").shot("console-differences");
            screen.press("处理 " + number).see("账本 ¥15 · 微信 ¥14");
            desk.fill("说明", "微信立减一元，已与商户平台核对");
            screen.shot("console-settling");
            assertThat(desk.faults("settling")).isEmpty();
            screen.press("结案").see("没有不一致");
            choose(screen, "已结案");
            screen.see("微信立减一元，已与商户平台核对");
            desk.settled();
            screen.shot("console-settled");
            assertThat(screen.complaints()).isEmpty();
        }
        JsonNode settled = town().get(finance, "/api/admin/reconciliation/differences?state=SETTLED")
                .at("/items/0");
        assertThat(settled.get("number").asString()).isEqualTo(number);
        assertThat(settled.get("cause").asString()).isEqualTo("DISCOUNT_OR_CORRECTION");
        assertThat(settled.get("note").asString()).contains("立减一元");
    }

    @Test
    void aStatementIsTakenHomeAsASheet(@TempDir Path home) throws IOException {
        paidByWechat();
        try (Desk desk = desk()) {
            Browser screen = desk.as(finance).open("/ledger").screen();
            screen.driver()
                    .executeCdpCommand(
                            "Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", "" + home));
            choose(screen, "微信商户号");
            screen.see("长者午餐").shot("console-statement");
            screen.press("下载 CSV");
            screen.until("nothing was downloaded", () -> kept(home).size() == 1);
            assertThat(screen.complaints()).isEmpty();
        }
        Path file = kept(home).get(0);
        assertThat(file.getFileName().toString()).matches("明细-微信商户号-[0-9-]+\\.csv");
        assertThat(Files.readAllBytes(file)).as("Excel reads it as UTF-8").startsWith(0xEF, 0xBB, 0xBF);
        List<String> lines =
                Files.readString(file, UTF_8).replace("\uFEFF", "").lines().toList();
        assertThat(lines.get(0)).contains("时间", "摘要", "金额（元）");
        assertThat(lines.get(1)).contains("长者午餐", "15.00");
        assertThat(lines).hasSize(2);
    }

    /** A link, or one of several to choose from. */
    private static void choose(Browser screen, String words) {
        screen.until("nothing to choose: " + words, () -> Boolean.TRUE.equals(screen.run("""
            const found = [...document.querySelectorAll('main a, label')].find(one => one.innerText.trim() === arguments[0])
            found?.click()
            return found !== undefined
            """, words)));
    }

    private static List<Path> kept(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            return files.filter(file -> file.toString().endsWith(".csv")).toList();
        }
    }

    private String booked() {
        String slot = town().slots(lunch).get(day++);
        String quote = town().post(granny, "/api/quotes", Map.of("serviceId", lunch, "slotId", slot))
                .get("token")
                .asString();
        return town().made(granny, "/api/bookings", Map.of("slotId", slot, "quote", quote));
    }

    /** Our number of the payment. */
    private String paidByWechat() {
        String meal = booked();
        String number = town().post(granny, "/api/bookings/" + meal + "/payment", null)
                .get("payment")
                .asString()
                .replace("-", "");
        WECHAT.pay(number);
        await().atMost(SOON)
                .until(() -> !town().get(granny, "/api/bookings/" + meal)
                        .get("paidAt")
                        .isNull());
        return number;
    }

    /** Today's bill, on the next day. */
    private void compared() {
        LocalDate today = LocalDate.ofInstant(CLOCK.instant(), ZoneId.of("Asia/Shanghai"));
        CLOCK.advance(Duration.ofDays(1));
        town().post(town().cityAdmin, "/api/admin/reconciliation/days/" + today, null);
    }

    private long refunded(String meal) {
        return town().get(granny, "/api/bookings/" + meal).get("refundedFen").asLong();
    }
}
