package community.doorstep.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import community.doorstep.ApiTest;
import community.doorstep.shared.Refusal;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

/** Each error code of WeChat: what we make of it, that it is counted, and that the log tells no secrets. */
class WechatErrorsTests extends ApiTest {

    private static final String OPEN_ID = "openid-secretive";
    private static final String WORDS = "只给师傅看的话";
    private static final List<String> SECRETS =
            List.of("secretive", "13877777777", WORDS, "access_token", "session_key", "secret=");
    private static final Map<String, String> PATHS = Map.of(
            "login", "/sns/jscode2session",
            "phone number", "/wxa/business/getuserphonenumber",
            "message", "/cgi-bin/message/subscribe/send",
            "check text", "/wxa/msg_sec_check",
            "check photo", "/wxa/media_check_async",
            "code", "/wxa/getwxacodeunlimit",
            "upload shipping", "/wxa/sec/order/upload_shipping_info");

    @Autowired
    private MiniProgram miniProgram;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Map<String, Function<MiniProgram, Mono<?>>> calls = Map.of(
            "login", wechat -> wechat.login("secretive--1"),
            "phone number", wechat -> wechat.phoneNumber("phone-13877777777--secretive"),
            "message", wechat -> wechat.send(new SubscribeMessage(OPEN_ID, "template", null, Map.of("thing1", WORDS))),
            "check text", wechat -> wechat.checkText(OPEN_ID, WORDS),
            "check photo", wechat -> wechat.checkPhoto(OPEN_ID, "https://x.invalid/photos/secretive"),
            "code", wechat -> wechat.code("secretive", "pages/x"),
            "upload shipping", wechat -> wechat.uploadShipping(new ShippingRecord("secretive", OPEN_ID, WORDS, 4)));

    @BeforeEach
    void listen() {
        Metrics.addRegistry(meters);
        lines.start();
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).addAppender(lines);
    }

    @AfterEach
    void listenNoMore() {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(lines);
        Metrics.removeRegistry(meters);
        WECHAT.faults().forget();
    }

    /** A busy WeChat (-1) is asked again by the SDK, an ended token (40001, 42001) is replaced: the second try counts. */
    @ParameterizedTest
    @CsvSource({
        "login, 40029, wechat-code-invalid",
        "login, 40163, wechat-code-used",
        "login, 40226, wechat-code-invalid",
        "login, 45011, wechat-busy",
        "login, 40013, wechat-unavailable",
        "login, 40125, wechat-unavailable",
        "login, 40164, wechat-unavailable",
        "login, 40234, wechat-unavailable",
        "login, 48001, wechat-unavailable",
        "phone number, 40029, wechat-code-invalid",
        "phone number, 40163, wechat-code-invalid",
        "phone number, 45011, wechat-busy",
        "phone number, 40013, wechat-unavailable",
        "message, 43101, NOT_ACCEPTED",
        "message, 47003, MALFORMED",
        "message, 40003, REFUSED",
        "message, 40037, REFUSED",
        "message, 45009, NOT_SENT",
        "message, 45011, NOT_SENT",
        "message, 40125, NOT_SENT",
        "check text, 45011, wechat-busy",
        "check text, 45009, wechat-busy",
        "check text, 40003, wechat-unavailable",
        "check photo, 45009, wechat-busy",
        "check photo, 40129, wechat-unavailable",
        "code, 45009, wechat-busy",
        "code, 45011, wechat-busy",
        "code, 40169, wechat-unavailable",
        "code, 41030, wechat-unavailable",
        "upload shipping, 10060001, not-yet",
        "upload shipping, 10060002, done",
        "upload shipping, 10060003, done",
        "upload shipping, 10060023, done",
        "upload shipping, 10060031, wechat-unavailable"
    })
    void eachCodeHasItsAnswerAndIsCounted(String call, String code, String answer) {
        WECHAT.faults().failNext(PATHS.get(call), code);

        assertThat(outcome(calls.get(call).apply(miniProgram))).isEqualTo(answer);

        assertThat(meters.get("doorstep.wechat.errcodes")
                        .tags("call", call, "code", code)
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("doorstep.wechat.calls").tag("call", call).timers())
                .isNotEmpty();
        assertTellsNoSecrets();
    }

    @ParameterizedTest
    @CsvSource({
        "login, http-502, wechat-unavailable",
        "phone number, http-502, wechat-unavailable",
        "message, http-502, UNSURE",
        "check text, http-502, wechat-unavailable",
        "check photo, http-502, wechat-unavailable",
        "code, http-502, wechat-unavailable",
        "upload shipping, http-502, wechat-unavailable"
    })
    void aPageInsteadOfAnAnswerIsNoAnswer(String call, String code, String answer) {
        WECHAT.faults().failNext(PATHS.get(call), code, 2);

        assertThat(outcome(calls.get(call).apply(miniProgram))).isEqualTo(answer);

        assertTellsNoSecrets();
    }

    private static String outcome(Mono<?> call) {
        return call.<String>map(answer -> answer instanceof MessageAnswer ? answer.toString() : "answered")
                .defaultIfEmpty("done")
                .onErrorResume(Refusal.class, refusal -> Mono.just(refusal.code()))
                .onErrorResume(WechatNotYet.class, early -> Mono.just("not-yet"))
                .block(Duration.ofSeconds(20));
    }

    private void assertTellsNoSecrets() {
        for (ILoggingEvent line : List.copyOf(lines.list)) {
            StringBuilder all = new StringBuilder(line.getFormattedMessage());
            for (IThrowableProxy cause = line.getThrowableProxy(); cause != null; cause = cause.getCause()) {
                all.append(' ').append(cause.getMessage());
            }
            SECRETS.forEach(secret ->
                    assertThat(all.toString()).as(line.getLoggerName()).doesNotContain(secret));
            assertThat(all.toString()).doesNotContain(WECHAT.keys().appSecret());
        }
    }
}
