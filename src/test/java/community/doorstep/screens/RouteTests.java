package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every page of the app, for each role, on a phone of 320 pixels: what keeps somebody out, and what does not fit. */
class RouteTests extends ApiTest {

    private static final Path SOURCES = Path.of("src/main/miniprogram");
    private static final Path AXE = SOURCES.resolve("node_modules/axe-core/axe.min.js");
    private static final int NARROW = 320;

    @Test
    void noPageKeepsAnybodyOutAndNothingBreaksOnASmallPhone() throws IOException {
        Street street = new Street(town());
        Street.Neighbour resident = street.resident("林小红", "1990-05-01");
        String child = street.town.family(resident.person(), "周朵朵", "2018-09-09", "CHILD");
        Map<String, Object> allergic = Map.of("allergens", List.of("SOY"), "needs", List.of("SOFT"), "note", "");
        street.town.send(
                "PUT",
                resident.person(),
                "/api/me/meal-cards/" + resident.person().id(),
                allergic,
                null);
        String meal =
                street.book(resident.person(), street.lunch, resident.person().id(), Map.of());
        String care = street.book(resident.person(), street.care, child, Map.of());
        String repair = street.bulb(resident.person());
        Street.Neighbour staff = street.skilled(street.staff("小周", "OPERATOR", "WORKER", "COUNTER", "TEACHER"));
        street.atTheDoor(staff, repair);
        street.labour("加时半小时", 2500);
        street.owes(staff);
        Map<String, Object> due = Map.of("references", List.of(repair));
        String token = street.town
                .post(staff.person(), "/api/worker/payment-codes", due)
                .get("token")
                .asString();
        List<String> residents = List.of(
                "/pages/home/home",
                "/pages/care/care",
                "/pages/canteen/canteen",
                "/pages/repair/repair",
                "/pages/partners/partners",
                "/pages/errand/errand",
                "/pages/bookings/bookings",
                "/pages/booking/booking?id=" + meal,
                "/pages/booking/booking?id=" + care,
                "/pages/booking/booking?id=" + repair,
                "/pages/inbox/inbox",
                "/pages/me/me",
                "/pages/family/family",
                "/pages/card/card?person=" + child,
                "/pages/evidence/evidence",
                "/pages/street/street",
                "/pages/pay/pay?scene=" + token,
                "/pages/station/station");
        List<String> staffs = List.of(
                "/pages/home/home",
                "/staff/worker/worker",
                "/staff/call/call",
                "/staff/counter/counter",
                "/staff/door/door",
                "/staff/console/console");
        List<String> faults = new ArrayList<>();

        try (Browser phone = Browser.open("http://127.0.0.1:" + port)) {
            phone.width(NARROW).start("/#/pages/sign-in/sign-in").see("登录码");
            faults.addAll(faults(phone, "/pages/sign-in/sign-in"));
            for (boolean elder : List.of(false, true)) {
                phone.keep("doorstep.elder", String.valueOf(elder)).enter(resident, street.town);
                faults.addAll(faults(phone, residents));
            }
            phone.keep("doorstep.elder", "false").enter(staff, street.town);
            faults.addAll(faults(phone, staffs));
            phone.go("/staff/door/door").press("开始值班").see("今天没有孩子");
            faults.addAll(faults(phone, "/staff/door/door on duty"));
            phone.shot("door");
            phone.go("/staff/worker/worker")
                    .press("选配件或人工")
                    .see("加时半小时")
                    .press("等配件")
                    .see("哪天再来");
            phone.press("找同事").see("没有在岗又会做的同事");
            phone.press("扫码付款").see("请付款人用微信扫一扫");
            faults.addAll(faults(phone, "/staff/worker/worker at the door"));
            phone.shot("worker-door");
        }

        assertThat(faults).isEmpty();
        List<String> looked = new ArrayList<>(residents);
        looked.addAll(staffs);
        looked.add("/pages/sign-in/sign-in");
        assertThat(looked.stream().map(page -> page.replaceFirst("\\?.*", "").substring(1)))
                .as("every page of pages.json")
                .containsAll(routes());
    }

    private static List<String> routes() throws IOException {
        String json = Files.readString(SOURCES.resolve("src/pages.json")).replaceAll("(?m)^\\s*//.*$", "");
        JsonNode app = new JsonMapper().readTree(json);
        List<String> routes = new ArrayList<>();
        app.get("pages").forEach(page -> routes.add(page.get("path").asString()));
        for (JsonNode part : app.get("subPackages")) {
            part.get("pages")
                    .forEach(page -> routes.add(
                            part.get("root").asString() + "/" + page.get("path").asString()));
        }
        return routes;
    }

    private static List<String> faults(Browser phone, List<String> pages) throws IOException {
        List<String> faults = new ArrayList<>();
        for (String page : pages) {
            phone.go(page);
            faults.addAll(faults(phone, page));
        }
        return faults;
    }

    /** Once the page has loaded: what axe finds, and whether it is wider than the phone. */
    private static List<String> faults(Browser phone, String page) throws IOException {
        Awaitility.await()
                .atMost(Browser.PATIENCE)
                .until(() -> Boolean.TRUE.equals(phone.run("return document.querySelector('.frame .body') !== null &&"
                        + " !document.querySelector('[aria-busy=true]')")));
        List<String> faults = new ArrayList<>(phone.barriers(Files.readString(AXE)));
        long wide = ((Number) phone.run("return document.documentElement.scrollWidth")).longValue();
        if (wide > NARROW) {
            faults.add("is " + wide + " pixels wide");
        }
        return faults.stream().map(fault -> page + ": " + fault).toList();
    }
}
