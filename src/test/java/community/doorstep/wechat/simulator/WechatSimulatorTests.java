package community.doorstep.wechat.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class WechatSimulatorTests {

    private static final String SECRET = "doorstep.wechat.app-secret";

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void keysInAFolderOutliveARestart(@TempDir Path folder) {
        Map<String, String> first = propertiesOfOneRun(folder);

        assertThat(propertiesOfOneRun(folder)).isEqualTo(first);
        try (WechatSimulator elsewhere = new WechatSimulator(0).start()) {
            assertThat(elsewhere.properties()).doesNotContainEntry(SECRET, first.get(SECRET));
        }
    }

    private static Map<String, String> propertiesOfOneRun(Path folder) {
        try (WechatSimulator simulator = new WechatSimulator(0, folder).start()) {
            Map<String, String> properties = simulator.properties();
            properties.values().removeIf(value -> value.startsWith(simulator.url()));
            return properties;
        }
    }

    @Test
    void byHandAResidentPaysAndTheAppIsToldAsOftenAsWished() throws Exception {
        List<String> told = new CopyOnWriteArrayList<>();
        DisposableServer app = HttpServer.create()
                .host("127.0.0.1")
                .route(routes -> routes.post(
                        "/wechat/pay/notifications",
                        (request, response) -> request.receive()
                                .aggregate()
                                .asString()
                                .doOnNext(told::add)
                                .then(Mono.from(response.status(204).send()))))
                .bindNow();
        try (WechatSimulator simulator = new WechatSimulator(0).start()) {
            simulator.callsBack("http://127.0.0.1:" + app.port());
            simulator
                    .pay()
                    .place(new SimulatedPayment(
                            "D20260001",
                            "openid-li",
                            1200,
                            "晚餐",
                            "http://nowhere.invalid/wechat/pay/notifications",
                            inAWhile()));

            assertThat(post(simulator, "/simulator/refuse/D20260001").statusCode())
                    .isEqualTo(200);
            HttpResponse<String> paid = post(simulator, "/simulator/pay/D20260001?times=3");

            assertThat(paid.body()).isEqualTo("{\"acknowledged\":[204,204,204]}");
            assertThat(told).hasSize(3).allSatisfy(body -> assertThat(body).contains("AEAD_AES_256_GCM"));
            assertThat(get(simulator, "/simulator/payments").body()).contains("\"state\":\"SUCCESS\"", "晚餐");
            assertThat(get(simulator, "/").body()).contains("<table id=\"payments\">");
            assertThat(post(simulator, "/simulator/pay/D20260002").statusCode()).isEqualTo(404);
        } finally {
            app.disposeNow();
        }
    }

    @Test
    void byHandTheNextCallFails() throws Exception {
        try (WechatSimulator simulator = new WechatSimulator(0).start()) {
            post(simulator, "/simulator/fail?path=/cgi-bin&code=-1");

            assertThat(post(simulator, "/cgi-bin/stable_token").body()).contains("\"errcode\":-1");
            assertThat(post(simulator, "/cgi-bin/stable_token").body()).contains("40013");
        }
    }

    private static OffsetDateTime inAWhile() {
        return OffsetDateTime.now().plusMinutes(15);
    }

    private HttpResponse<String> post(WechatSimulator simulator, String path) throws Exception {
        return send(simulator, path, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<String> get(WechatSimulator simulator, String path) throws Exception {
        return send(simulator, path, HttpRequest.newBuilder().GET());
    }

    private HttpResponse<String> send(WechatSimulator simulator, String path, HttpRequest.Builder request)
            throws Exception {
        return http.send(request.uri(URI.create(simulator.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
