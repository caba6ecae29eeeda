package community.doorstep.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.wechat.simulator.SimulatedEvents;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class EventPushApiTests extends ApiTest {

    private static final String OURS = "wx00d00r57e9000001";

    private final SimulatedEvents events = WECHAT.events();

    @BeforeEach
    void weAreHere() {
        events.deliverTo("http://127.0.0.1:" + port);
    }

    @Test
    void saysThatTheAddressIsOursToWhoKnowsTheToken() {
        assertThat(events.verify("hello-7", "")).isEqualTo("200 hello-7");
        assertThat(events.verify("hello-7", "x")).startsWith("401").doesNotContain("hello-7");
        assertThat(api().get()
                        .uri("/wechat/events?echostr=a")
                        .exchange()
                        .returnResult(Void.class)
                        .getStatus()
                        .value())
                .isEqualTo(401);
    }

    @Test
    void anEventIsTakenOnceHoweverOftenItIsTold() {
        String trace = "trace-" + UUID.randomUUID();
        Map<String, Object> event = WECHAT.checks().event(trace, "pass");

        assertThat(events.send(event)).isEqualTo(200);
        assertThat(events.send(event)).isEqualTo(200);

        assertThat(told(trace)).isEqualTo(1);
    }

    @Test
    void whatIsForgedOldOrForAnotherAppHasNoEffect() {
        String trace = "trace-" + UUID.randomUUID();
        Map<String, Object> event = WECHAT.checks().event(trace, "pass");

        assertThat(events.sendForged(event, OURS, Duration.ZERO, "0")).isEqualTo(401);
        assertThat(events.sendForged(event, OURS, Duration.ofMinutes(6), "")).isEqualTo(401);
        assertThat(events.sendForged(event, OURS, Duration.ofMinutes(-6), "")).isEqualTo(401);
        assertThat(events.sendForged(event, "wx0000000000000002", Duration.ZERO, ""))
                .isEqualTo(401);
        assertThat(told(trace)).isZero();
        assertThat(events.sendForged(event, OURS, Duration.ZERO, "")).isEqualTo(200);
        assertThat(told(trace)).isEqualTo(1);
    }

    @Test
    void rubbishIsRefusedAndNothingBreaks() {
        String query = "?msg_signature=a&timestamp=1&nonce=b";
        for (String body : new String[] {"", "null", "[]", "{\"Encrypt\": 7}", "{\"Encrypt\": \"%%\"}", "<xml/>"}) {
            assertThat(post(query, body)).as(body).isEqualTo(401);
        }
        assertThat(post("?msg_signature=a&timestamp=99999999999999999999&nonce=b", "{}"))
                .isEqualTo(401);
        assertThat(post(query, "x".repeat(64 * 1024 + 1))).isEqualTo(413);
        assertThat(events.send(events.about("openid-x", "some_new_event"))).isEqualTo(200);
    }

    private int post(String query, String body) {
        return api().post()
                .uri("/wechat/events" + query)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body.getBytes(StandardCharsets.UTF_8))
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private long told(String trace) {
        return database.sql("SELECT count(*) AS number FROM screening_result WHERE trace_id = :trace")
                .bind("trace", trace)
                .map(row -> row.get("number", Long.class))
                .one()
                .block(Duration.ofSeconds(5));
    }
}
