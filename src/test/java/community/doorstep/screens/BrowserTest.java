package community.doorstep.screens;

import community.doorstep.ApiTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The base of tests in browsers of a phone's size; pictures of them go to {@code target/screenshots}. */
abstract class BrowserTest extends ApiTest {

    private final List<Browser> browsers = new ArrayList<>();

    @BeforeEach
    void theSimulatorFindsTheApp() {
        WECHAT.callsBack("http://127.0.0.1:" + port);
    }

    @AfterEach
    void putThePhonesAway() {
        browsers.forEach(Browser::close);
    }

    Browser browser() {
        return browser(port);
    }

    Browser browser(int at) {
        Browser browser = Browser.open("http://127.0.0.1:" + at);
        browsers.add(browser);
        return browser;
    }
}
