package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each page of the console, in English: says that it waits, then why it has nothing, and goes on when asked to. */
class ConsoleStateTests extends ApiTest {

    private static final String MISSING = """
        const shown = one => one.getClientRects().length > 0
        const alerts = [...document.querySelectorAll('.el-alert')].filter(shown)
        const said = alerts.filter(one => one.innerText.includes('503'))
        if (said.length === 0) return 'says nothing'
        return said.every(one => one.innerText.includes('Try again')) ? '' : 'offers no way to try again'
        """;
    private static final String AGAIN = """
        [...document.querySelectorAll('.el-alert button')]
          .filter(one => one.innerText === 'Try again').forEach(one => one.click())
        """;

    private final List<String> faults = new ArrayList<>();

    @Test
    void eachPageSaysThatItWaitsAndThatItFailedAndGoesOnInEnglish() {
        Street street = new Street(town());
        street.resident("林小红", "1990-05-01");
        street.worker("王建国");
        street.town.room("手工室", 12);
        Town.Person lead = street.staff("王站长", "STATION_LEAD").person();
        try (Desk desk = new Desk("http://127.0.0.1:" + port, town())) {
            desk.screen().listen().start("/console/#/sign-in");
            assertThat(desk.screen().see("密码").chinese()).as("in Chinese").contains("密码");
            desk.screen().run("localStorage.setItem('doorstep.console.language', 'en')");
            desk.as(town().admin);
            List<String> pages = new ArrayList<>(desk.pages());
            pages.add("/services/" + street.care);
            pages.add("/prices/" + book());
            Walk.over(pages).forEach(page -> walk(desk, page));
            desk.open("/services/" + street.care).tab("Schedules").settled();
            desk.screen().see("Every day").press("Change the schedule: Every day 00:00–23:59");
            desk.screen().see("Nothing is changed yet");
            read(desk, "the dialog of a schedule");
            desk.as(lead);
            Walk.over(desk.pages()).forEach(page -> walk(desk, page));
            desk.as(town().cityAdmin);
            walk(desk, "/communities");
            assertThat(desk.screen().complaints()).isEmpty();
        }
        assertThat(faults).isEmpty();
    }

    private String book() {
        String books = "/api/admin/price-books?communityId=" + town().communityId;
        return town().get(town().admin, books).at("/items/0/id").asString();
    }

    private void walk(Desk desk, String page) {
        Browser screen = desk.open("/").screen().network("slow");
        long before = failed(screen);
        screen.run("window.location.hash = arguments[0]", page);
        desk.arrived(page);
        if (asks(screen)) {
            screen.see("Loading");
        }
        screen.network("failing");
        desk.settled();
        if (failed(screen) > before) {
            note(page, String.valueOf(screen.run(MISSING)));
        }
        screen.network("well").run(AGAIN);
        desk.settled();
        if (screen.text().contains("Out of order")) {
            note(page, "does not recover");
        }
        read(desk, page);
    }

    /** Whether the page waits for an answer; the board's stream is no part of it. */
    private static boolean asks(Browser screen) {
        return Boolean.TRUE.equals(screen.run("return window.asked.waiting > 0"));
    }

    private static long failed(Browser screen) {
        return ((Number) screen.run("return window.asked.failed")).longValue();
    }

    private void read(Desk desk, String page) {
        desk.settled();
        desk.screen().chinese().forEach(words -> note(page, "says " + words));
    }

    private void note(String page, String fault) {
        if (!fault.isEmpty()) {
            faults.add(page + " " + fault);
        }
    }

    @Test
    void aCommunityWithNothingInItIsNoBrokenPage() {
        try (Desk desk = new Desk("http://127.0.0.1:" + port, town())) {
            desk.as(town().admin);
            for (String page : desk.pages()) {
                String shown = desk.open(page).screen().run("return document.querySelector('main').innerText") + "";
                if (shown.matches("(?s).*(undefined|NaN|null|Invalid).*")
                        || shown.strip().lines().count() < 2) {
                    note(page, "shows " + shown);
                }
            }
            assertThat(desk.screen().complaints()).isEmpty();
        }
        assertThat(faults).isEmpty();
    }
}
