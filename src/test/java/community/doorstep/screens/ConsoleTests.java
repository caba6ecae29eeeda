package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The console as the people of an office use it; pictures of it go to {@code target/screenshots}. */
class ConsoleTests extends ApiTest {

    private static final int GUESTS = 6;

    private Desk desk() {
        return new Desk("http://127.0.0.1:" + port, town());
    }

    private static long dueFen(Street street, Street.Neighbour resident) {
        String slot = street.town.slots(street.lunch).get(0);
        return street.town
                .post(resident.person(), "/api/quotes", Map.of("serviceId", street.lunch, "slotId", slot))
                .get("dueFen")
                .asLong();
    }

    @Test
    void anAdminDraftsSimulatesAndPublishesPrices() throws IOException {
        CLOCK.advance(Duration.ofDays(-4));
        Street street = new Street(town());
        Street.Neighbour resident = street.resident("林小红", "1990-05-01");
        lunchFor(street);
        CLOCK.reset();
        assertThat(dueFen(street, resident)).isEqualTo(1500);

        try (Desk desk = desk()) {
            Browser screen = desk.as(town().admin).open("/prices").screen();
            screen.see("现行").press("起草新版").see("检查通过");
            desk.fill("长者午餐 低偿价", "20");
            screen.see("低偿价高于标价").shot("console-prices-wrong");
            assertThat(screen.run("return [...document.querySelectorAll('button')].find(one => one.innerText ==="
                            + " '发布').disabled"))
                    .isEqualTo(true);
            desk.fill("长者午餐 低偿价", "8");
            screen.see("检查通过");
            desk.fill("长者午餐 市场价", "16");
            desk.tab("比较").screen().see("16.00元").shot("console-compare");
            List<String> faults = new ArrayList<>(desk.faults("compare"));
            desk.tab("优惠规则").screen().see("80岁以上：长者午餐免费").shot("console-rules");
            faults.addAll(desk.faults("rules"));
            desk.tab("试算").screen().press("开始试算").see("谁多付、谁少付");
            await().until(
                            () -> screen.run("return document.querySelector('.drawn svg') !== null"),
                            Boolean.TRUE::equals);
            assertThat(screen.run("return document.querySelector('dd.bad').innerText"))
                    .isEqualTo("6");
            screen.shot("console-simulation");
            faults.addAll(desk.faults("simulation"));
            screen.press("发布").see("确认发布").see("16.00元").shot("console-publish");
            screen.press("确认发布").see("已发布");
            assertThat(faults).isEmpty();
            assertThat(screen.complaints()).isEmpty();
        }
        assertThat(dueFen(street, resident)).isEqualTo(1600);
    }

    /** Enough of them that a simulation may be shown. */
    private static void lunchFor(Street street) {
        String slot = street.town.slots(street.lunch).get(0);
        for (int guest = 0; guest < GUESTS; guest++) {
            Town.Person person = street.resident("居民" + guest, "1985-01-01").person();
            String quote = street.town
                    .post(person, "/api/quotes", Map.of("serviceId", street.lunch, "slotId", slot))
                    .get("token")
                    .asString();
            street.town.made(person, "/api/bookings", Map.of("slotId", slot, "quote", quote));
        }
    }
}
