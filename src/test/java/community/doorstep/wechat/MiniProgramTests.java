package community.doorstep.wechat;

import static community.doorstep.wechat.WechatFixture.assertRefused;
import static community.doorstep.wechat.WechatFixture.assertUnavailable;
import static community.doorstep.wechat.WechatFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import community.doorstep.wechat.simulator.Callback;
import community.doorstep.wechat.simulator.WechatSimulator;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;

class MiniProgramTests {

    private final WechatSimulator wechat = new WechatSimulator(0);
    private MiniProgram miniProgram;

    @BeforeEach
    void start() {
        wechat.start();
        miniProgram = new MiniProgram(settings(wechat.properties()), TokenStore.ofThisInstance(), Clock.systemUTC());
    }

    @AfterEach
    void stop() throws Exception {
        miniProgram.close();
        wechat.close();
    }

    @Test
    void aLoginCodeTellsWhoCameAndWorksOnce() {
        WechatLogin login = miniProgram.login("li--1").block();

        assertThat(login.openId()).isEqualTo("openid-li");
        assertThat(login.unionId()).isNull();
        assertThat(login.sessionKey()).isNotBlank();
        assertRefused(miniProgram.login("li--1"), 400, "wechat-code-used");
        assertThat(miniProgram.login("li--2").block().openId()).isEqualTo("openid-li");
    }

    @Test
    void theSessionKeyChangesAtEachLoginAndIsNotPrinted() {
        WechatLogin first = miniProgram.login("dev-li").block();
        WechatLogin second = miniProgram.login("dev-li").block();

        assertThat(second.openId()).isEqualTo(first.openId());
        assertThat(second.sessionKey()).isNotEqualTo(first.sessionKey());
        assertThat(first.toString()).doesNotContain(first.sessionKey(), first.openId());
    }

    @Test
    void refusesAnUnknownCode() {
        assertRefused(miniProgram.login("unknown-7"), 400, "wechat-code-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a&appid=x", "a#", "a/../b", "a%20", "码", "a\n", "a b"})
    void asksNothingForACodeThatIsNone(String code) {
        assertRefused(miniProgram.login(code), 400, "wechat-code-invalid");
        assertRefused(miniProgram.login("a".repeat(65)), 400, "wechat-code-invalid");
        assertThat(wechat.miniProgram().tokensGiven()).isZero();
    }

    @Test
    void saysBusyWhenWechatThrottles() {
        wechat.faults().failNext("/sns/jscode2session", "45011");

        assertRefused(miniProgram.login("li--1"), 429, "wechat-busy");
        assertThat(miniProgram.login("li--1").block()).isNotNull();
    }

    @Test
    void asksOnceMoreWhenWechatStumblesAndThenGivesUp() {
        wechat.faults().failNext("/sns/jscode2session", "-1");
        assertThat(miniProgram.login("li--1").block()).isNotNull();

        wechat.faults().failNext("/sns/jscode2session", "-1", 2);
        assertUnavailable(miniProgram.login("li--2"));
    }

    @Test
    void replacesAnAccessTokenThatWasEnded() {
        miniProgram.login("li--1").block();
        wechat.miniProgram().expireToken();

        assertThat(miniProgram.login("li--2").block()).isNotNull();
        assertThat(wechat.miniProgram().tokensGiven()).isEqualTo(2);
    }

    @Test
    void manyAtOnceShareOneAccessToken() {
        var openIds = Flux.range(0, 200)
                .flatMap(number -> miniProgram.login("many--" + number), 200)
                .map(WechatLogin::openId)
                .collectList()
                .block(Duration.ofSeconds(20));

        assertThat(openIds).hasSize(200).containsOnly("openid-many");
        assertThat(wechat.miniProgram().tokensGiven()).isEqualTo(1);
    }

    @Test
    void aPhoneCodeGivesTheNumberOnce() {
        assertThat(miniProgram.phoneNumber("phone-13800000001--n1").block()).isEqualTo("13800000001");
        assertRefused(miniProgram.phoneNumber("phone-13800000001--n1"), 400, "wechat-code-invalid");
        assertThat(miniProgram.phoneNumber("dev-phone-13800000001").block()).isEqualTo("13800000001");
        assertThat(miniProgram.phoneNumber("dev-phone-13800000001").block()).isEqualTo("13800000001");
        assertRefused(miniProgram.phoneNumber("nonsense"), 400, "wechat-code-invalid");
        assertRefused(miniProgram.phoneNumber("two words"), 400, "wechat-code-invalid");
    }

    @Test
    void aLoginMayStartOnAnEventLoop() {
        WechatLogin login = Flux.just("li--1")
                .publishOn(Schedulers.parallel())
                .flatMap(miniProgram::login)
                .blockLast();

        assertThat(login).isNotNull();
    }

    @Test
    void isUnavailableWhileWechatIsAwayAndRecovers(@TempDir Path kept) throws Exception {
        WechatSimulator before = new WechatSimulator(0, kept).start();
        int port = URI.create(before.url()).getPort();
        try (MiniProgram here =
                new MiniProgram(settings(before.properties()), TokenStore.ofThisInstance(), Clock.systemUTC())) {
            assertThat(here.login("li--1").block()).isNotNull();
            before.close();

            assertUnavailable(here.login("li--2"));

            try (WechatSimulator after = new WechatSimulator(port, kept).start()) {
                assertThat(after.url()).isEqualTo(before.url());
                assertThat(here.login("li--2").block()).isNotNull();
            }
        }
    }

    @Test
    void givesUpOnASlowWechat() throws Exception {
        wechat.faults().delayReplies(Duration.ofSeconds(10));
        WechatSettings impatient = settings(wechat.properties(), Duration.ofMillis(200));
        try (MiniProgram here = new MiniProgram(impatient, TokenStore.ofThisInstance(), Clock.systemUTC())) {
            long start = System.nanoTime();

            assertUnavailable(here.login("li--1"));

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void isUnavailableWhenWechatAnswersAPageOrDislikesOurSecret() throws Exception {
        wechat.faults().failNext("/cgi-bin/stable_token", "http-502");
        assertUnavailable(miniProgram.login("li--1"));

        Map<String, String> wrong = new LinkedHashMap<>(wechat.properties());
        wrong.put("doorstep.wechat.app-secret", "another");
        try (MiniProgram here = new MiniProgram(settings(wrong), TokenStore.ofThisInstance(), Clock.systemUTC())) {
            assertUnavailable(here.login("li--1"));
        }
    }

    @Test
    void callsAreTurnedAwayAtOnceWhileMostFailAndLetThroughAfterAPause() throws Exception {
        Map<String, String> brief = new LinkedHashMap<>(wechat.properties());
        brief.put("doorstep.wechat.breaker-pause", "2s");
        try (MiniProgram here = new MiniProgram(settings(brief), TokenStore.ofThisInstance(), Clock.systemUTC())) {
            wechat.faults().failNext("/sns/jscode2session", "http-502", 1000);
            for (int n = 0; n < 20; n++) {
                assertUnavailable(here.login("li--" + n));
            }
            wechat.faults().forget();

            assertUnavailable(here.login("li--20"));
            assertThat(here.send(new SubscribeMessage("openid-li", "t", null, Map.of()))
                            .block())
                    .isEqualTo(MessageAnswer.NOT_SENT);

            await().atMost(Duration.ofSeconds(10))
                    .until(() -> here.login("dev-li")
                            .onErrorResume(error -> Mono.empty())
                            .blockOptional()
                            .isPresent());
        }
    }

    @Test
    void whatIsHarmlessTwiceIsAskedTwiceWhenNoAnswerCame() {
        wechat.faults().failNext("/wxa/getwxacodeunlimit", "http-502");
        assertThat(miniProgram.code("s", "pages/x").block()).isNotEmpty();

        wechat.faults().failNext("/sns/jscode2session", "http-502");
        assertUnavailable(miniProgram.login("li--1"));
    }

    @Test
    void aMessageThatNeverWentOutIsKnownFromOneThatPerhapsDid() throws Exception {
        SubscribeMessage message = new SubscribeMessage("openid-li", "t", null, Map.of("thing1", "a"));
        Map<String, String> known = wechat.properties();
        miniProgram.login("dev-li").block();
        wechat.faults().failNext("/cgi-bin/message/subscribe/send", "http-500");
        assertThat(miniProgram.send(message).block()).isEqualTo(MessageAnswer.UNSURE);
        wechat.close();
        try (MiniProgram fresh = new MiniProgram(settings(known), TokenStore.ofThisInstance(), Clock.systemUTC())) {
            assertThat(fresh.send(message).block()).isEqualTo(MessageAnswer.NOT_SENT);
        }
    }

    @Test
    void trustsNoCertificateThatNobodyVouchesFor() throws Exception {
        AtomicInteger reached = new AtomicInteger();
        DisposableServer impostor = WechatFixture.impostor(reached::incrementAndGet);
        Map<String, String> elsewhere = new LinkedHashMap<>(wechat.properties());
        elsewhere.put("doorstep.wechat.api-url", "https://127.0.0.1:" + impostor.port());
        try (MiniProgram here = new MiniProgram(settings(elsewhere), TokenStore.ofThisInstance(), Clock.systemUTC())) {
            assertUnavailable(here.login("li--1"));
            assertThat(reached).hasValue(0);
        } finally {
            impostor.disposeNow();
        }
    }

    @Test
    void ourOwnLogKeepsSecretsOut() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("community.doorstep.wechat");
        lines.start();
        logger.addAppender(lines);
        try {
            wechat.faults().failNext("/sns/jscode2session", "http-500");
            assertUnavailable(miniProgram.login("secretive--1"));
            wechat.faults().failNext("/sns/jscode2session", "40013");
            assertUnavailable(miniProgram.login("secretive--1"));
        } finally {
            logger.detachAppender(lines);
        }
        assertThat(lines.list).hasSize(2).allSatisfy(line -> {
            assertThat(line.getFormattedMessage()).doesNotContain("access_token", "secretive", "secret=");
            assertThat(line.getThrowableProxy()).isNull();
        });
        assertThat(lines.list.get(1).getFormattedMessage()).contains("40013");
    }

    @Test
    void aPaidOrderIsReportedAsDelivered() {
        try (WechatPay pay = new WechatPay(settings(wechat.properties()), Clock.systemUTC())) {
            OffsetDateTime expires = OffsetDateTime.now().plusMinutes(15);
            pay.prepay(new PrepayOrder("D20260001", "openid-li", 1200, "晚餐", expires))
                    .block();
        }
        wechat.pay("D20260001", Callback.Manner.DROPPED, 1);
        String transaction = wechat.pay().payment("D20260001").transactionId();
        ShippingRecord delivered = new ShippingRecord(transaction, "openid-li", "晚餐 1 份", 4);

        miniProgram.uploadShipping(delivered).block();
        assertThat(wechat.pay().payment("D20260001").shipped()).isTrue();
        // Again changes nothing.
        miniProgram.uploadShipping(delivered).block();
    }

    @Test
    void anOrderThatWechatDoesNotSeeYetCanBeReportedLater() {
        ShippingRecord early = new ShippingRecord("4200000000", "openid-li", "晚餐 1 份", 4);

        assertThatThrownBy(() -> miniProgram.uploadShipping(early).block()).isInstanceOf(WechatNotYet.class);
    }
}
