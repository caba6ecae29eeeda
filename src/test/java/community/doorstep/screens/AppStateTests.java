package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each page of the app, in English: says that it waits, then why it has nothing, and goes on when asked to. */
class AppStateTests extends BrowserTest {

    private static final String SHOWN = """
        const shown = [...document.querySelectorAll('uni-page')].filter(one => one.offsetParent !== null).at(-1);
        """;
    private static final String THERE = SHOWN + "return shown?.querySelector('.frame .body') !== null && !!shown";
    private static final String SETTLED = SHOWN + """
        return !!shown?.querySelector('.frame .body') && !shown.querySelector('[aria-busy=true]')
        """;
    private static final String WAITING = SHOWN + "return !!shown.querySelector('[aria-busy=true]')";
    private static final String MISSING = SHOWN + """
        const said = [...shown.querySelectorAll('.trouble, .message.bad')].filter(one => one.offsetParent !== null
          && one.innerText.includes('503'))
        if (said.length === 0) return 'says nothing'
        return said.some(one => one.innerText.includes('Try again')) ? '' : 'offers no way to try again'
        """;
    private static final String AGAIN = SHOWN + """
        [...shown.querySelectorAll('.trouble button')]
          .filter(one => one.innerText.includes('Try again')).forEach(one => one.click())
        """;
    private static final String TROUBLED = SHOWN + "return !!shown.querySelector('.trouble')";

    private final List<String> faults = new ArrayList<>();

    @Test
    void eachPageSaysThatItWaitsAndThatItFailedAndGoesOnInEnglish() {
        Street street = new Street(town());
        Street.Neighbour resident = street.resident("林小红", "1990-05-01");
        String child = street.town.family(resident.person(), "周朵朵", "2018-09-09", "CHILD");
        String meal =
                street.book(resident.person(), street.lunch, resident.person().id(), Map.of());
        String care = street.book(resident.person(), street.care, child, Map.of());
        String repair = street.bulb(resident.person());
        Street.Neighbour staff = street.staff("小周", "OPERATOR", "WORKER", "COUNTER", "TEACHER");
        Browser phone = browser().listen();
        phone.enter(resident, street.town);
        assertThat(phone.chinese()).as("in Chinese").contains("首页");
        phone.keep("doorstep.language", "\"en\"");
        for (String page : List.of(
                "/pages/home/home",
                "/pages/care/care",
                "/pages/canteen/canteen",
                "/pages/repair/repair",
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
                "/pages/station/station")) {
            walk(phone, page);
        }
        phone.keep("doorstep.language", "\"zh-CN\"").enter(staff, street.town).keep("doorstep.language", "\"en\"");
        for (String page : List.of(
                "/staff/worker/worker",
                "/staff/call/call",
                "/staff/counter/counter",
                "/staff/door/door",
                "/staff/console/console")) {
            walk(phone, page);
        }
        assertThat(faults).isEmpty();
        // What an answer refuses, and where this machine is, is no fault of a page's; what it does not catch is.
        assertThat(phone.complaints())
                .allMatch(
                        line -> line.contains("Failed to load resource") || line.contains("Network location provider"));
    }

    private void walk(Browser phone, String page) {
        forget(phone);
        phone.network("slow").start("/#" + page);
        until(phone, THERE);
        if (Boolean.TRUE.equals(phone.run("return window.asked.waiting > 0"))
                && !Boolean.TRUE.equals(phone.run(WAITING))) {
            note(page, "does not say that it waits");
        }
        phone.network("failing");
        until(phone, SETTLED);
        if (((Number) phone.run("return window.asked.failed")).longValue() > 0) {
            note(page, String.valueOf(phone.run(MISSING)));
        }
        phone.network("well").run(AGAIN);
        until(phone, SETTLED);
        if (Boolean.TRUE.equals(phone.run(TROUBLED))) {
            note(page, "does not recover");
        }
        phone.chinese().forEach(words -> note(page, "says " + words));
    }

    /** What the phone knows from the last page would be shown in place of an answer. */
    private static void forget(Browser phone) {
        phone.run("Object.keys(localStorage).filter(one => one.startsWith('doorstep.last')).forEach(one =>"
                + " localStorage.removeItem(one))");
    }

    private static void until(Browser phone, String holds) {
        await().atMost(Browser.PATIENCE).until(() -> Boolean.TRUE.equals(phone.run(holds)));
    }

    private void note(String page, String fault) {
        if (!fault.isEmpty()) {
            faults.add(page + " " + fault);
        }
    }
}
