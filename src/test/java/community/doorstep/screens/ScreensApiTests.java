package community.doorstep.screens;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.EntityExchangeResult;

/** How built screens are served; the files are the tests' own, so that no Node is needed. */
class ScreensApiTests extends ApiTest {

    private static final String HASHED = "/sample/assets/words-Ab12_x-9.js";

    @Test
    void whatIsNamedByItsContentIsKeptForGoodAndTheRestIsAskedForAgain() {
        assertThat(got(HASHED).getResponseHeaders().getCacheControl()).contains("immutable", "max-age=31536000");

        HttpHeaders page = got("/sample/").getResponseHeaders();
        assertThat(page.getCacheControl()).isEqualTo("no-cache");
        assertThat(page.getContentType().toString()).isEqualTo("text/html;charset=UTF-8");
        api().get()
                .uri("/sample/")
                .header(HttpHeaders.IF_NONE_MATCH, page.getETag())
                .exchange()
                .expectStatus()
                .isNotModified()
                .expectBody()
                .isEmpty();
    }

    @Test
    void scriptsComeFromHereOnly() {
        HttpHeaders headers = got("/sample/index.html").getResponseHeaders();

        assertThat(headers.getFirst("Content-Security-Policy"))
                .contains("script-src 'self';", "connect-src 'self' " + WECHAT.url() + ";")
                .contains("frame-ancestors 'none'");
        assertThat(headers.getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void comesCompressedToWhoeverTakesIt() throws Exception {
        byte[] plain = got(HASHED).getResponseBody();
        HttpRequest asked = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + HASHED))
                .header(HttpHeaders.ACCEPT_ENCODING, "gzip")
                .build();
        HttpResponse<byte[]> compressed = HttpClient.newHttpClient().send(asked, BodyHandlers.ofByteArray());

        assertThat(new String(plain, StandardCharsets.UTF_8)).contains("door");
        assertThat(compressed.headers().firstValue(HttpHeaders.CONTENT_ENCODING))
                .contains("gzip");
        assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed.body())))
                .hasBinaryContent(plain);
        assertThat(compressed.body().length).isLessThan(plain.length / 2);
    }

    @Test
    void screensStandBeforeNoCall() {
        api().get().uri("/api/me").exchange().expectStatus().isUnauthorized();
        api().get().uri("/api/nothing").exchange().expectStatus().isUnauthorized();
        api().post().uri("/wechat/pay/notifications").exchange().expectStatus().is4xxClientError();
        api().get().uri("/nothing.js").exchange().expectStatus().isNotFound();
        api().post().uri("/sample/").exchange().expectStatus().isEqualTo(405);
        api().method(HttpMethod.HEAD)
                .uri(HASHED)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .isEmpty();
    }

    @Test
    void aBrowserIsToldWhereTheSimulatorIs() {
        assertThat(new String(got("/screens.json").getResponseBody(), StandardCharsets.UTF_8))
                .isEqualTo("{\"simulator\":\"" + WECHAT.url() + "\"}");
    }

    private EntityExchangeResult<byte[]> got(String address) {
        return api().get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(byte[].class)
                .returnResult();
    }
}
