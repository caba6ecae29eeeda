package community.doorstep.screens;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import community.doorstep.Town;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Somebody at the console: a browser of a desk's size, signed in. */
final class Desk implements AutoCloseable {

    private static final Path AXE = Path.of("src/main/miniprogram/node_modules/axe-core/axe.min.js");
    private static final int WIDTH = 1280;
    private static final int MOST_TABS = 80;
    private static final String TAB = """
        const found = [...document.querySelectorAll('[role=tab]')].find(one => one.innerText.trim() === arguments[0])
        found?.click()
        return found !== undefined
        """;
    private static final String CHOOSER = """
        const found = [...document.querySelectorAll('[role=combobox]')].find(one => one.offsetParent !== null
          && (one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText) === arguments[0])
        found?.click()
        return found !== undefined
        """;
    private static final String OPTION = """
        const found = [...document.querySelectorAll('[role=option]')].find(one => one.offsetParent !== null
          && one.innerText.trim() === arguments[0])
        found?.click()
        return found !== undefined
        """;
    private static final String PRESS_IN = """
        const found = [...document.querySelectorAll('.dialog-does button')]
          .find(one => one.offsetParent !== null && !one.disabled && one.innerText.trim() === arguments[0])
        found?.click()
        return found !== undefined
        """;
    private static final String FOCUSED = """
        const one = document.activeElement
        return (one.getAttribute('aria-label') ?? one.innerText).trim() === arguments[0]
        """;

    /** Under which entry of the menu the page stands that is shown: not yet the one asked for while that is fetched. */
    private static final String HERE = "return document.querySelector('a.here')?.getAttribute('href')";

    /** As a keyboard does: by the label that a screen reader would say, and then the field is left. */
    private static final String FILL = """
        const named = one => one.getAttribute('aria-label') ?? one.labels?.[0]?.innerText
        const field = [...document.querySelectorAll('input, textarea')]
          .find(one => one.offsetParent !== null && named(one) === arguments[0])
        if (!field || field.disabled) return false
        field.focus()
        field.value = arguments[1]
        field.dispatchEvent(new Event('input', { bubbles: true }))
        field.dispatchEvent(new Event('change', { bubbles: true }))
        field.blur()
        return true
        """;

    private final Browser browser;
    private final Town town;

    Desk(String origin, Town town) {
        this.browser = Browser.open(origin);
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", WIDTH, "height", 900, "deviceScaleFactor", 1, "mobile", false));
        assumeTrue(getClass().getResource("/screens/console/index.html") != null, "the console was not built");
        this.town = town;
    }

    Browser screen() {
        return browser;
    }

    /** The session of this window becomes theirs; how one signs in is for other tests. */
    Desk as(Town.Person person) {
        browser.start("/console/");
        browser.run("sessionStorage.setItem('doorstep.console.token', JSON.stringify(arguments[0]))", person.token());
        String me = town.get(person, "/api/me").toString();
        browser.run("sessionStorage.setItem('doorstep.console.me', arguments[0])", me);
        browser.start("/console/#/");
        settled();
        return this;
    }

    /** A page of the menu, the start page, or one's own sign-in. */
    Desk open(String page) {
        browser.run("window.location.hash = arguments[0]", page);
        arrived(page);
        settled();
        return this;
    }

    /** The page is shown, loaded or not. */
    void arrived(String page) {
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(45))
                .until(() -> page.equals("/")
                        ? browser.run(HERE) == null
                        : browser.run(HERE) instanceof String here && ("#" + page).startsWith(here));
    }

    Desk fill(String label, String words) {
        browser.until("no field " + label, () -> Boolean.TRUE.equals(browser.run(FILL, label, words)));
        return this;
    }

    Desk tab(String words) {
        browser.until("no tab " + words, () -> Boolean.TRUE.equals(browser.run(TAB, words)));
        return this;
    }

    Desk choose(String label, String option) {
        browser.until("no choice " + label, () -> Boolean.TRUE.equals(browser.run(CHOOSER, label)));
        browser.until("no option " + option, () -> Boolean.TRUE.equals(browser.run(OPTION, option)));
        return this;
    }

    /** In the dialog that is open. */
    Desk pressIn(String words) {
        browser.until("no button " + words, () -> Boolean.TRUE.equals(browser.run(PRESS_IN, words)));
        return this;
    }

    /** With the mouse, from one thing to another. */
    void drag(String what, String onto) {
        browser.until("nothing to drag", () -> found(what) && found(onto));
        new Actions(browser.driver())
                .clickAndHold(the(what))
                .moveByOffset(0, 8)
                .moveToElement(the(onto))
                .moveByOffset(4, 4)
                .release()
                .perform();
    }

    /** Without a mouse: goes on with Tab until that button has the focus, and presses Enter. */
    void tabTo(String button) {
        for (int step = 0; step < MOST_TABS; step++) {
            if (Boolean.TRUE.equals(browser.run(FOCUSED, button))) {
                new Actions(browser.driver()).sendKeys(Keys.ENTER).perform();
                return;
            }
            new Actions(browser.driver()).sendKeys(Keys.TAB).perform();
        }
        throw new AssertionError("Tab never came to " + button + " in\n" + browser.text());
    }

    private boolean found(String css) {
        return !browser.driver().findElements(By.cssSelector(css)).isEmpty();
    }

    private WebElement the(String css) {
        return browser.driver().findElement(By.cssSelector(css));
    }

    /** Once the page has its heading, and nothing of it is still loading. */
    void settled() {
        await().pollInterval(Duration.ofMillis(50))
                .atMost(Duration.ofSeconds(45))
                .until(() -> Boolean.TRUE.equals(browser.run("""
                    return document.querySelector('h1') !== null && !document.querySelector('[aria-busy=true]')
                    """)));
    }

    /** The pages that the menu offers. */
    @SuppressWarnings("unchecked")
    List<String> pages() {
        return (List<String>) browser.run("""
            return [...document.querySelectorAll('nav a')].map(one => one.getAttribute('href').replace('#', ''))
            """);
    }

    /** What keeps somebody out of the page that is shown: axe's serious faults, and that it is wider than the desk. */
    List<String> faults(String page) throws IOException {
        settled();
        List<String> faults = new ArrayList<>(browser.barriers(Files.readString(AXE)));
        long wide = ((Number) browser.run("return document.documentElement.scrollWidth")).longValue();
        if (wide > WIDTH) {
            faults.add("is " + wide + " pixels wide");
        }
        return faults.stream().map(fault -> page + ": " + fault).toList();
    }

    @Override
    public void close() {
        browser.close();
    }
}
