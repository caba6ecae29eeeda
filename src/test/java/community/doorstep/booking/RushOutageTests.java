package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import community.doorstep.Doorstep;
import community.doorstep.TestSettings;
import community.doorstep.Town;
import community.doorstep.embedded.EmbeddedServers;
import community.doorstep.identity.Crowd;
import community.doorstep.wechat.simulator.WechatSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

/** In the middle of a rush PostgreSQL and Redis are killed and come back; the application is never restarted. */
class RushOutageTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SEATS = 400;
    private static final int PEOPLE = 1200;

    private static EmbeddedServers servers;
    private static WechatSimulator wechat;
    private static ConfigurableApplicationContext application;
    private static int port;
    private static Town town;

    @BeforeAll
    static void aHouseOfItsOwn() {
        String process = String.valueOf(ProcessHandle.current().pid());
        servers = EmbeddedServers.start(Path.of("target", "embedded", "rush-outage-" + process), 0, 0, true);
        wechat = new WechatSimulator(0).start();
        Map<String, Object> settings = new HashMap<>(TestSettings.ALL);
        settings.putAll(servers.properties());
        settings.putAll(wechat.properties());
        settings.put("server.port", "0");
        settings.put("spring.profiles.active", "test");
        application = new SpringApplicationBuilder(Doorstep.class)
                .run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new));
        port = application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
        WebTestClient api = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(60))
                .build();
        town = new Town(api, wechat);
    }

    @AfterAll
    static void close() {
        application.close();
        wechat.close();
        servers.close();
    }

    @Test
    void noAcknowledgedBookingIsLostAndNoneIsMadeTwice() throws Exception {
        String service = town.service("MEAL", "午餐", "BEFORE", null, null);
        town.publishPrices(Map.of(service, 1500L));
        town.everyDay(service, SEATS);
        String slot = town.slots(service).get(0);
        List<String> tokens = application.getBean(Crowd.class).of(PEOPLE).stream()
                .map(Town.Person::token)
                .toList();

        List<RushEntry> journal =
                RushProcess.rush(port, service, slot, tokens, () -> killBoth(RushProcess.journalOf(slot)));

        assertThat(journal.stream().filter(entry -> !entry.unanswered()))
                .allMatch(entry -> entry.booked() || entry.refused() || entry.status() == 503);
        assertThat(journal).anyMatch(entry -> entry.status() == 503);
        RushBooks books = new RushBooks(application.getBean(DatabaseClient.class), slot);
        books.mustHold(SEATS);
        books.mustAgreeWith(journal);
        Town.Person late = town.resident("来晚的", "1990-01-01");
        String other = town.slots(service).get(1);
        String quote = town.post(late, "/api/quotes", Map.of("serviceId", service, "slotId", other))
                .get("token")
                .asString();
        assertThat(town.made(late, "/api/bookings", Map.of("slotId", other, "quote", quote)))
                .isNotEmpty();
    }

    /** When the first have their seats; they come back when somebody was told to come again. */
    private static void killBoth(Path journal) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(() -> says(journal, "\"status\":201"));
        servers.killPostgres();
        servers.stopRedis();
        try {
            await().atMost(PATIENCE).until(() -> says(journal, "\"status\":503"));
        } finally {
            servers.startRedis();
            servers.startPostgres();
        }
    }

    private static boolean says(Path journal, String what) throws IOException {
        return Files.exists(journal) && Files.readString(journal).contains(what);
    }
}
