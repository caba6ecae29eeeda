package community.doorstep.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.wechat.simulator.WechatSimulator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class WechatSettingsTests {

    private final ApplicationContextRunner app = new ApplicationContextRunner()
            .withUserConfiguration(WechatConfiguration.class)
            .withBean(Clock.class, Clock::systemUTC)
            .withBean(TokenStore.class, TokenStore::ofThisInstance);

    @Test
    void doNotPrintTheirSecrets() {
        try (WechatSimulator wechat = new WechatSimulator(0).start()) {
            WechatSettings settings = WechatFixture.settings(wechat.properties());

            assertThat(settings.toString())
                    .contains("wx00d00r57e9000001")
                    .doesNotContain(settings.appSecret(), settings.pay().apiV3Key(), "PRIVATE KEY");
        }
    }

    @Test
    void theApplicationDoesNotStartWithoutOneOfThem() {
        app.run(started -> assertThat(started).hasFailed());
        try (WechatSimulator wechat = new WechatSimulator(0).start()) {
            Map<String, String> properties = wechat.properties();
            properties.remove("doorstep.wechat.pay.api-v3-key");

            app.withPropertyValues(pairs(properties))
                    .run(started -> assertThat(started)
                            .getFailure()
                            .rootCause()
                            .isInstanceOf(BindValidationException.class)
                            .hasMessageContaining("apiV3Key"));
        }
    }

    @Test
    void bothAdaptersStopWithTheApplication() {
        AtomicReference<MiniProgram> stopped = new AtomicReference<>();
        try (WechatSimulator wechat = new WechatSimulator(0).start()) {
            app.withPropertyValues(pairs(wechat.properties())).run(started -> {
                stopped.set(started.getBean(MiniProgram.class));
                assertThat(stopped.get().login("li--1").block()).isNotNull();
                assertThat(started).hasSingleBean(WechatPay.class);
            });

            WechatFixture.assertUnavailable(stopped.get().login("li--2"));
        }
    }

    private static String[] pairs(Map<String, String> properties) {
        List<String> pairs = new ArrayList<>();
        properties.forEach((name, value) -> pairs.add(name + "=" + value));
        return pairs.toArray(String[]::new);
    }
}
