package community.doorstep.telephone;

import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

/**
 * A gateway over HTTP: {@code POST} of {@code id, way, number, text} as JSON, signed with HMAC-SHA256 over the time in
 * seconds, a line feed and the body. 2xx: taken, and the same id again sends nothing. 400, 404, 409 and 422: refused.
 * Anything else is tried again.
 */
final class HttpPhoneLine implements PhoneLine {

    private static final Logger log = LoggerFactory.getLogger(HttpPhoneLine.class);

    private final TelephoneSettings settings;
    private final Signature signature;
    private final WebClient http;
    private final JsonMapper json = JsonMapper.builder().build();
    private final Clock clock;
    private final MeterRegistry meters;

    HttpPhoneLine(TelephoneSettings settings, Clock clock, MeterRegistry meters) {
        this.settings = settings;
        this.signature = new Signature(settings.secret());
        this.http = client(settings);
        this.clock = clock;
        this.meters = meters;
    }

    private static WebClient client(TelephoneSettings settings) {
        ConnectionProvider few = ConnectionProvider.builder("telephone")
                .maxConnections(settings.connections())
                .pendingAcquireTimeout(settings.connectTimeout())
                .build();
        HttpClient client = HttpClient.create(few)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(settings.connectTimeout().toMillis()))
                .responseTimeout(settings.responseTimeout());
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(client))
                .build();
    }

    @Override
    public Mono<PhoneAnswer> send(PhoneMessage message) {
        String body = json.writeValueAsString(content(message));
        String time = String.valueOf(clock.instant().getEpochSecond());
        return http.post()
                .uri(settings.url())
                .contentType(MediaType.APPLICATION_JSON)
                .header("X-Doorstep-Timestamp", time)
                .header("X-Doorstep-Signature", signature.of(time + "\n" + body))
                .bodyValue(body)
                .exchangeToMono(answer -> answer.releaseBody().thenReturn(meaning(answer.statusCode())))
                .onErrorResume(Exception.class, failure -> away(message, failure))
                .doOnNext(answer -> count(message, answer));
    }

    private static Map<String, Object> content(PhoneMessage message) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("id", message.id().toString());
        content.put("way", message.way().name());
        content.put("number", message.number());
        content.put("text", message.text());
        return content;
    }

    private static PhoneAnswer meaning(HttpStatusCode status) {
        if (status.is2xxSuccessful()) {
            return PhoneAnswer.TAKEN;
        }
        return switch (status.value()) {
            case 400, 404, 409, 422 -> PhoneAnswer.REFUSED;
            default -> PhoneAnswer.AGAIN;
        };
    }

    /** The failure's class only: its message may hold what we sent. */
    private static Mono<PhoneAnswer> away(PhoneMessage message, Exception failure) {
        log.warn("{} could not be handed over: {}", message, failure.getClass().getSimpleName());
        return Mono.just(PhoneAnswer.AGAIN);
    }

    private void count(PhoneMessage message, PhoneAnswer answer) {
        meters.counter("doorstep.telephone", "way", message.way().name(), "answer", answer.name())
                .increment();
    }
}
