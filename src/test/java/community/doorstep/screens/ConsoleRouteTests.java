package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every page of the console, for each role, on a desk's screen: what keeps somebody out, and what does not fit. */
class ConsoleRouteTests extends ApiTest {

    private static final Path ROUTES = Path.of("src/main/console/src/routes.ts");
    private static final Pattern ROUTE = Pattern.compile("path: '(/[^':]*)");
    private static final int FIRST_LOAD = 700 * 1024;

    private final Set<String> looked = new TreeSet<>();
    private final List<String> faults = new ArrayList<>();

    @Test
    void noPageKeepsAnybodyOutAndNothingBreaksOnASmallDesk() throws IOException {
        Street street = new Street(town());
        street.resident("林小红", "1990-05-01");
        street.worker("王建国");
        try (Desk desk = new Desk("http://127.0.0.1:" + port, town())) {
            desk.screen().start("/console/#/sign-in").see("登录");
            look(desk, "/sign-in");
            assertThat(firstLoad(desk)).isBetween(50 * 1024L, (long) FIRST_LOAD);
            for (Town.Person person : office(street)) {
                desk.as(person);
                look(desk, "/");
                desk.open("/account");
                look(desk, "/account");
                for (String page : desk.pages()) {
                    if (Walk.THOROUGH || !looked.contains(page)) {
                        desk.open(page);
                        look(desk, page);
                    }
                }
            }
            desk.as(town().admin).open("/services/" + street.care).screen().see("余 / 总");
            look(desk, "/services/");
            desk.open("/prices").open("/prices/" + book()).screen().see("优惠规则");
            look(desk, "/prices/");
            // Whoever came in without a password has no sign-in of their own: the page says so.
            assertThat(desk.screen().complaints())
                    .allMatch(line -> line.contains("/api/me/sign-in") && line.contains("404"));
        }

        assertThat(faults).isEmpty();
        assertThat(looked).as("every page of routes.ts").isEqualTo(routes());
    }

    private void look(Desk desk, String page) throws IOException {
        faults.addAll(desk.faults(page));
        if (looked.add(page)) {
            desk.screen().shot("console" + page.replace('/', '-'));
        }
    }

    private static List<Town.Person> office(Street street) {
        return List.of(
                street.town.admin,
                street.town.staff("小孙", "FINANCE"),
                street.staff("王站长", "STATION_LEAD").person(),
                street.staff("小周", "OPERATOR").person(),
                street.staff("罗琼", "COUNTER").person(),
                street.town.cityAdmin);
    }

    private String book() {
        String books = "/api/admin/price-books?communityId=" + town().communityId;
        return town().get(town().admin, books).at("/items/0/id").asString();
    }

    private static Set<String> routes() throws IOException {
        Set<String> routes = new TreeSet<>();
        ROUTE.matcher(Files.readString(ROUTES)).results().forEach(found -> routes.add(found.group(1)));
        return routes;
    }

    /** What came over the line, compressed as it was. */
    private static long firstLoad(Desk desk) {
        Object bytes = desk.screen().run("""
            return performance.getEntries().filter(one => one.encodedBodySize).reduce((sum, one) => sum + one.encodedBodySize, 0)
            """);
        return ((Number) bytes).longValue();
    }
}
