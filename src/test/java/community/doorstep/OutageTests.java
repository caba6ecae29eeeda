package community.doorstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.embedded.EmbeddedServers;
import community.doorstep.wechat.simulator.WechatSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** PostgreSQL, Redis and WeChat go away one after the other, and come back; the application is never restarted. */
class OutageTests {

    private static EmbeddedServers servers;
    private static WechatSimulator wechat;
    private static ConfigurableApplicationContext application;
    private static Town town;
    private static WebTestClient api;
    private static Town.Person lin;
    private static String service;
    private static String address;
    private static final WebClient wechatUsers = WebClient.create();

    @BeforeAll
    static void aHouseOfItsOwn() {
        String process = String.valueOf(ProcessHandle.current().pid());
        servers = EmbeddedServers.start(Path.of("target", "embedded", "outage-" + process), 0, 0, true);
        wechat = new WechatSimulator(0).start();
        Map<String, Object> settings = new HashMap<>(TestSettings.ALL);
        settings.putAll(servers.properties());
        settings.putAll(wechat.properties());
        settings.put("server.port", "0");
        application = new SpringApplicationBuilder(Doorstep.class)
                .properties(settings)
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        String port = application.getEnvironment().getProperty("local.server.port");
        address = "http://127.0.0.1:" + port;
        api = WebTestClient.bindToServer()
                .baseUrl(address)
                .responseTimeout(Duration.ofSeconds(20))
                .build();
        town = new Town(api, wechat);
        lin = town.resident("林小红", "1990-05-01");
        service = town.service("OTHER", "共享书屋", "AT_DOOR", null, null);
        town.publishPrices(Map.of(service, 200L));
        town.everyDay(service, 1000);
    }

    @AfterAll
    static void close() {
        application.close();
        wechat.close();
        servers.close();
    }

    @Test
    void withoutPostgresTheAnswerIsAQuick503AndAllIsWellWhenItIsBack() {
        servers.stopPostgres();
        try {
            await().atMost(Duration.ofSeconds(10)).until(() -> status("/api/bookings") == 503);
            long began = System.nanoTime();
            EntityExchangeResult<byte[]> answer = get("/api/bookings");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
            assertThat(answer.getStatus().value()).isEqualTo(503);
            assertThat(answer.getResponseHeaders().getFirst("Retry-After")).isNotNull();
            assertThat(new String(answer.getResponseBody())).contains("database-away");
            assertThat(book().code()).isEqualTo("database-away");
        } finally {
            servers.startPostgres();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> status("/api/bookings") == 200);
        assertThat(book().status()).isEqualTo(201);
    }

    @Test
    void withoutRedisEverythingGoesOn() {
        servers.stopRedis();
        try {
            Town.Person newcomer = town.resident("新来的", "1980-01-01");
            assertThat(newcomer.id()).isNotEmpty();
            assertThat(book().status()).isEqualTo(201);
            assertThat(status("/api/bookings")).isEqualTo(200);
        } finally {
            servers.startRedis();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> status("/api/bookings") == 200);
        assertThat(book().status()).isEqualTo(201);
    }

    @Test
    void withoutWechatOnlySigningInAndPayingFail() {
        wechat.faults().failNext("/sns/jscode2session", "http-502", 100);
        try {
            Town.Answer signIn =
                    town.exchange("POST", null, "/api/sessions", Map.of("code", "dev-" + Town.unique()), null);
            assertThat(signIn.status()).isEqualTo(503);
            assertThat(signIn.code()).isEqualTo("wechat-unavailable");
            assertThat(book().status()).isEqualTo(201);
        } finally {
            wechat.faults().forget();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> signIn("dev-later").block() == 201);
        assertThat(town.resident("新来的", "1980-01-01").id()).isNotEmpty();
    }

    /** Sign-ins hang, more of them than may be under way; all else is done before they are answered. */
    @Test
    void aSlowWechatHoldsUpNobodyWhoDoesNotNeedIt() {
        assertThat(book().status()).isEqualTo(201);
        wechat.faults().delayReplies(Duration.ofSeconds(5));
        try {
            var signIns = Flux.range(0, 64)
                    .flatMap(n -> signIn("dev-slow" + n), 64)
                    .collectList()
                    .toFuture();
            for (int n = 0; n < 5; n++) {
                assertThat(status("/api/bookings")).isEqualTo(200);
            }
            assertThat(book().status()).isEqualTo(201);
            assertThat(signIns).isNotDone();
        } finally {
            wechat.faults().forget();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> signIn("dev-after").block() == 201);
    }

    private static Mono<Integer> signIn(String code) {
        return wechatUsers
                .post()
                .uri(address + "/api/sessions")
                .bodyValue(Map.of("code", code))
                .exchangeToMono(answer ->
                        answer.releaseBody().thenReturn(answer.statusCode().value()));
    }

    private Town.Answer book() {
        Town.Answer quote = town.exchange("POST", lin, "/api/quotes", Map.of("serviceId", service), null);
        if (quote.status() != 200) {
            return quote;
        }
        String slot = freeSlot();
        return town.exchange(
                "POST",
                lin,
                "/api/bookings",
                Map.of("slotId", slot, "quote", quoteFor(slot)),
                UUID.randomUUID().toString());
    }

    private static int nextSlot;

    private static String freeSlot() {
        return town.slots(service).get(nextSlot++);
    }

    private static String quoteFor(String slot) {
        return town.post(lin, "/api/quotes", Map.of("serviceId", service, "slotId", slot))
                .get("token")
                .asString();
    }

    private static int status(String address) {
        return get(address).getStatus().value();
    }

    private static EntityExchangeResult<byte[]> get(String address) {
        return api.get()
                .uri(address)
                .headers(headers -> headers.setBearerAuth(lin.token()))
                .exchange()
                .expectBody(byte[].class)
                .returnResult();
    }
}
