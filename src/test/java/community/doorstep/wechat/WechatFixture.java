package community.doorstep.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import community.doorstep.shared.Refusal;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.SelfSignedCertificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** What the tests of both adapters share. */
final class WechatFixture {

    private WechatFixture() {}

    /** The settings as Boot would bind them, with short time limits. */
    static WechatSettings settings(Map<String, String> properties) {
        return settings(properties, Duration.ofSeconds(3));
    }

    static WechatSettings settings(Map<String, String> properties, Duration responseTimeout) {
        Map<String, String> all = new LinkedHashMap<>(properties);
        all.put("doorstep.wechat.connect-timeout", "1s");
        all.put("doorstep.wechat.response-timeout", responseTimeout.toString());
        return new Binder(new MapConfigurationPropertySource(all))
                .bind("doorstep.wechat", WechatSettings.class)
                .get();
    }

    static Refusal refusalOf(Mono<?> call) {
        Throwable failure = catchThrowable(() -> call.block(Duration.ofSeconds(20)));
        assertThat(failure).isInstanceOf(Refusal.class);
        return (Refusal) failure;
    }

    static void assertRefused(Mono<?> call, int status, String code) {
        Refusal refusal = refusalOf(call);
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.status().value()).isEqualTo(status);
    }

    static void assertUnavailable(Mono<?> call) {
        Refusal refusal = refusalOf(call);
        assertThat(refusal.code()).isEqualTo("wechat-unavailable");
        assertThat(refusal.status().value()).isEqualTo(503);
        assertThat(refusal.retryAfter()).isPositive();
    }

    /** Pretends to be WeChat with a certificate that nobody vouches for. */
    static DisposableServer impostor(Runnable reached) throws Exception {
        SelfSignedCertificate certificate = new SelfSignedCertificate("127.0.0.1");
        var tls = SslContextBuilder.forServer(certificate.certificate(), certificate.privateKey())
                .build();
        return HttpServer.create()
                .host("127.0.0.1")
                .secure(spec -> spec.sslContext(tls))
                .handle((request, response) -> {
                    reached.run();
                    return response.status(200).send();
                })
                .bindNow();
    }
}
