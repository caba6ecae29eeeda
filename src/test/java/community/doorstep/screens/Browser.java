package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.Town;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.awaitility.core.ConditionTimeoutException;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chromium.ChromiumNetworkConditions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;

/**
 * One person's phone: a headless Chromium in the size of a phone, looked at and pressed as a person would. A phone that is
 * put away is wiped and given to the next test: starting one takes seconds.
 */
final class Browser implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Deque<Browser> IDLE = new ConcurrentLinkedDeque<>();
    private static final Path SHOTS = Path.of("target", "screenshots");
    private static final String PRESS = """
        const found = [...document.querySelectorAll('button')].find(one => one.offsetParent !== null
          && !one.disabled && (one.innerText.includes(arguments[0]) || one.getAttribute('aria-label') === arguments[0]))
        if (!found) return false
        found.click()
        return true
        """;
    private static final String TYPE = """
        const field = [...document.querySelectorAll('input, textarea')]
          .find(one => one.offsetParent !== null && one.getAttribute('aria-label') === arguments[0])
        if (!field) return false
        field.value = arguments[1]
        field.dispatchEvent(new Event('input', { bubbles: true }))
        return true
        """;

    /** What the page asks of the API, and what it was told; {@code sessionStorage} says how that goes. */
    private static final String LISTENING = """
        const real = window.fetch
        const asked = { waiting: 0, failed: 0, told: [] }
        const how = () => { try { return sessionStorage.getItem('network') } catch { return null } }
        const moment = () => new Promise(done => setTimeout(done, 20))
        window.asked = asked
        window.fetch = async (what, options) => {
          const path = new URL(what.url ?? what, location.href).pathname
          if (!path.startsWith('/api/')) return real(what, options)
          asked.waiting++
          while (how() === 'slow') await moment()
          asked.waiting--
          if (how() === 'failing') {
            asked.failed++
            const words = JSON.stringify({ status: 503, code: 'away', detail: 'Out of order: 503' })
            return new Response(words, { status: 503, headers: { 'Content-Type': 'application/problem+json' } })
          }
          const answer = await real(what, options)
          if (answer.headers.get('Content-Type')?.includes('json')) asked.told.push(await answer.clone().text())
          return answer
        }
        """;

    /** Chinese that the reader sees or hears and that no answer of the API contained. */
    private static final String CHINESE = """
        const seen = one => one.getClientRects().length > 0
        const names = ['aria-label', 'placeholder', 'title', 'alt']
        const labels = [...document.querySelectorAll('[aria-label], [placeholder], [title], [alt]')].filter(seen)
          .flatMap(one => names.map(name => one.getAttribute(name) ?? ''))
        const data = window.asked.told.join() + JSON.stringify({ ...sessionStorage }) + JSON.stringify({ ...localStorage })
        const said = [document.body.innerText, document.title, ...labels].join('\\n')
        const runs = said.match(/[\\u3000-\\u303f\\u3400-\\u9fff\\uff00-\\uffef]+/g) ?? []
        return [...new Set(runs)].filter(run => run !== '中文' && !data.includes(run))
        """;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> IDLE.forEach(Browser::end)));
    }

    private final ChromeDriver driver;
    private final Path profile;
    private String origin;
    private Object listening;

    private Browser(ChromeDriver driver, Path profile, String origin) {
        this.driver = driver;
        this.profile = profile;
        this.origin = origin;
    }

    /** Skips the test, with a message, where there is no Chromium or the screens were not built. */
    static Browser open(String origin) {
        Chromium.mustBeThere();
        Browser idle = IDLE.poll();
        if (idle != null) {
            return idle.wiped(origin);
        }
        try {
            Path profile = Files.createTempDirectory("doorstep-browser");
            return new Browser(Chromium.start(profile), profile, origin).width(390);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private Browser wiped(String origin) {
        this.origin = origin;
        driver.get(origin + "/screens.json");
        driver.executeScript("localStorage.clear(); sessionStorage.clear()");
        complaints();
        return width(390);
    }

    Browser width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 844, "deviceScaleFactor", 1, "mobile", true));
        return this;
    }

    Browser go(String page) {
        driver.get(origin + "/#" + page);
        return this;
    }

    /** Opens the app anew, as after its window was closed. */
    Browser start(String address) {
        driver.get("about:blank");
        driver.get(origin + address);
        return this;
    }

    /** A page that is none of the app's. */
    Browser visit(String address) {
        driver.get(address);
        return this;
    }

    Browser signIn(String code, String stationId) {
        start("/#/pages/sign-in/sign-in?station=" + stationId);
        see("登录码").type("登录码", code).press("登录");
        return see("首页");
    }

    /** Already signed in, as on every day but the first. */
    Browser enter(Street.Neighbour neighbour, Town town) {
        driver.get(origin + "/screens.json");
        keep("doorstep.token", "\"" + neighbour.person().token() + "\"");
        keep("doorstep.me", town.get(neighbour.person(), "/api/me").toString());
        keep("doorstep.community", "\"" + town.communityId + "\"");
        return start("/").see("首页");
    }

    /** As uni-app keeps it in a browser. */
    Browser keep(String name, String json) {
        driver.executeScript(
                "localStorage.setItem(arguments[0], JSON.stringify({ type: 'string', data: arguments[1] }))",
                name,
                json);
        return this;
    }

    Browser see(String words) {
        until("never saw " + words, () -> text().contains(words));
        return this;
    }

    Browser press(String words) {
        until("no button " + words, () -> Boolean.TRUE.equals(driver.executeScript(PRESS, words)));
        return this;
    }

    Browser type(String label, String words) {
        until("no field " + label, () -> Boolean.TRUE.equals(driver.executeScript(TYPE, label, words)));
        return this;
    }

    /** In the chooser that the page has just opened. */
    Browser choose(byte[] picture) {
        try {
            Path file = Files.write(profile.resolve("picture.jpg"), picture);
            until("nothing asks for a picture", () -> !choosers().isEmpty());
            choosers().get(0).sendKeys(file.toString());
            return this;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private List<WebElement> choosers() {
        return driver.findElements(By.cssSelector("input[type=file]"));
    }

    /** From here on the camera looks at a code in which that stands. */
    Browser lookAt(String code) {
        try {
            Files.write(profile.resolve(Chromium.CAMERA), CameraPicture.of(code));
            return this;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    /** From the next page on, until the browser is put away. */
    Browser listen() {
        listening = driver.executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", LISTENING))
                .get("identifier");
        return this;
    }

    /** The API of a page that is listened to is slow, failing, or well. */
    Browser network(String how) {
        driver.executeScript("sessionStorage.setItem('network', arguments[0])", how);
        return this;
    }

    /** In a page that is listened to. */
    @SuppressWarnings("unchecked")
    List<String> chinese() {
        return (List<String>) driver.executeScript(CHINESE);
    }

    ChromeDriver driver() {
        return driver;
    }

    void until(String failure, java.util.concurrent.Callable<Boolean> holds) {
        try {
            await().pollInterval(Duration.ofMillis(100)).atMost(PATIENCE).until(holds);
        } catch (ConditionTimeoutException never) {
            AssertionError failed = new AssertionError(failure + " in\n" + text() + "\n" + complaints(), never);
            try {
                shot("failed");
            } catch (WebDriverException noPicture) {
                failed.addSuppressed(noPicture);
            }
            throw failed;
        }
    }

    String text() {
        return String.valueOf(driver.executeScript("return document.body.innerText"));
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** From here on the phone is there, and says so (WGS-84, as satellites measure). */
    Browser stand(double latitude, double longitude) {
        mayLocate("granted");
        driver.executeCdpCommand(
                "Emulation.setGeolocationOverride",
                Map.of("latitude", latitude, "longitude", longitude, "accuracy", 20));
        return this;
    }

    /** Whether pages may know where the phone is: granted or denied. */
    Browser mayLocate(String how) {
        driver.executeCdpCommand(
                "Browser.setPermission", Map.of("permission", Map.of("name", "geolocation"), "setting", how));
        return this;
    }

    Browser online(boolean yes) {
        ChromiumNetworkConditions network = new ChromiumNetworkConditions();
        network.setOffline(!yes);
        network.setLatency(Duration.ZERO);
        network.setDownloadThroughput(10_000_000);
        network.setUploadThroughput(10_000_000);
        driver.setNetworkConditions(network);
        return this;
    }

    /** What axe finds that keeps somebody out, once nothing moves: its serious and critical faults. */
    @SuppressWarnings("unchecked")
    List<String> barriers(String axe) {
        if (Boolean.FALSE.equals(driver.executeScript("return 'axe' in window"))) {
            driver.executeScript(axe);
        }
        return (List<String>) driver.executeAsyncScript("""
            const done = arguments[arguments.length - 1]
            const moving = document.getAnimations().filter(one => one.effect.getComputedTiming().endTime !== Infinity)
            Promise.allSettled(moving.map(one => one.finished))
              .then(() => axe.run(document, { resultTypes: ['violations'] }))
              .then(found => done(found.violations
                .filter(one => one.impact === 'serious' || one.impact === 'critical')
                .map(one => one.id + ': ' + one.nodes.slice(0, 3).map(node => node.html.slice(0, 200)).join(' | '))))
            """);
    }

    /** Errors on the console: a blocked script, a failed request of a page's (an icon is no page's), an exception. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .filter(line -> !line.contains("/favicon.ico"))
                .toList();
    }

    Browser shot(String name) {
        try {
            Files.createDirectories(SHOTS);
            Map<String, Object> picture =
                    driver.executeCdpCommand("Page.captureScreenshot", Map.of("captureBeyondViewport", true));
            Files.write(
                    SHOTS.resolve(name + ".png"),
                    Base64.getDecoder().decode(picture.get("data").toString()));
            assertThat(SHOTS.resolve(name + ".png")).isNotEmptyFile();
            return this;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void close() {
        if (listening != null) {
            driver.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", listening));
            listening = null;
        }
        online(true);
        driver.executeCdpCommand("Emulation.clearGeolocationOverride", Map.of());
        driver.executeCdpCommand("Browser.resetPermissions", Map.of());
        driver.get("about:blank");
        IDLE.push(this);
    }

    private void end() {
        driver.quit();
        org.springframework.util.FileSystemUtils.deleteRecursively(profile.toFile());
    }
}
