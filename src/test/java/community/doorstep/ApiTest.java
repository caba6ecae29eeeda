package community.doorstep;

import community.doorstep.dispatch.JobsReplayed;
import community.doorstep.embedded.EmbeddedServers;
import community.doorstep.wechat.simulator.WechatSimulator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * The base of tests over HTTP: the whole application on the embedded servers, one context and one database for all.
 * Each test makes a community of its own ({@link Town}), so that tests do not meet.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(ApiTest.Clocks.class)
@ActiveProfiles("test")
public abstract class ApiTest {

    /** The API's whole description is longer than any other answer. */
    private static final int MOST_BYTES = 4 << 20;

    protected static final TestClock CLOCK = new TestClock();
    protected static final EmbeddedServers SERVERS = EmbeddedServers.start(
            Path.of("target", "embedded", String.valueOf(ProcessHandle.current().pid())), 0, 0, false);
    protected static final WechatSimulator WECHAT = new WechatSimulator(0, CLOCK).start();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            WECHAT.close();
            SERVERS.close();
        }));
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Clocks {
        @Bean
        @Primary
        TestClock testClock() {
            return CLOCK;
        }
    }

    @LocalServerPort
    protected int port;

    @Autowired
    protected DatabaseClient database;

    private Town town;

    @DynamicPropertySource
    static void pointAtTheServers(DynamicPropertyRegistry registry) {
        SERVERS.properties().forEach((name, value) -> registry.add(name, () -> value));
        WECHAT.properties().forEach((name, value) -> registry.add(name, () -> value));
        TestSettings.ALL.forEach((name, value) -> registry.add(name, () -> value));
    }

    /** A fresh community with everything in it. */
    protected Town town() {
        if (town == null) {
            town = new Town(api(), WECHAT);
        }
        return town;
    }

    protected WebTestClient api() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(Duration.ofSeconds(30))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(MOST_BYTES))
                .build();
    }

    /** The number under which WeChat knows the payment of a booking. */
    protected String outTradeNo(String booking) {
        return database.sql("SELECT out_trade_no FROM payment WHERE reference = :booking")
                .bind("booking", UUID.fromString(booking))
                .map(row -> row.get("out_trade_no", String.class))
                .one()
                .block(Duration.ofSeconds(5));
    }

    /** What WeChat has accepted to give back for a booking. */
    protected long refundedFen(String booking) {
        return database.sql("""
            SELECT coalesce(sum(refund.amount_fen), 0)::bigint AS fen FROM refund
            JOIN payment ON payment.id = refund.payment_id
            WHERE payment.reference = :booking AND refund.state IN ('ACCEPTED', 'DONE')
            """)
                .bind("booking", UUID.fromString(booking))
                .map(row -> row.get("fen", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }

    /** Whatever a test did with jobs. */
    @AfterEach
    void jobsAreWhatTheirEventsSay() {
        if (town != null) {
            JobsReplayed.mustBeTheirRows(database, UUID.fromString(town.communityId));
        }
    }

    @AfterEach
    void backToTheRealTime() {
        CLOCK.reset();
    }
}
