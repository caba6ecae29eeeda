package community.doorstep.wechat;

import community.doorstep.shared.Detached;
import community.doorstep.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Believes what WeChat signed and encrypted, and gives each event to its listeners once. */
@Component
class EventPush {

    private static final Duration OLDEST = Duration.ofMinutes(5);

    /** @param signature over timestamp, nonce and, for an event, the encrypted text */
    record Signed(String signature, String timestamp, String nonce) {}

    private final @Nullable PushCrypt crypt;
    private final List<WechatListener> listeners;
    private final DatabaseClient database;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    EventPush(
            WechatSettings settings,
            List<WechatListener> listeners,
            DatabaseClient database,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        WechatSettings.Push push = settings.push();
        this.crypt = push == null ? null : new PushCrypt(push.token(), push.aesKey(), settings.appId());
        this.listeners = listeners;
        this.database = database;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /** WeChat asks whether this address is ours; refuses {@code callback-invalid} (401). */
    String verified(Signed signed, String echo) {
        if (crypt == null || !crypt.isSigned(signed.signature(), signed.timestamp(), signed.nonce())) {
            throw WechatRefusals.callbackInvalid();
        }
        return echo;
    }

    /** What is told; refuses {@code callback-invalid} (401) when it is not WeChat's. */
    WechatEvent opened(Signed signed, byte[] body) {
        String encrypted = read(body).path("Encrypt").asString("");
        if (crypt == null
                || !fresh(signed.timestamp())
                || !crypt.isSigned(signed.signature(), signed.timestamp(), signed.nonce(), encrypted)) {
            throw WechatRefusals.callbackInvalid();
        }
        String plain = crypt.opened(encrypted);
        JsonNode content = read(plain.getBytes(StandardCharsets.UTF_8));
        String from = content.path("FromUserName").asString("");
        return new WechatEvent(
                HexFormat.of().formatHex(Sha256.of(plain.getBytes(StandardCharsets.UTF_8))),
                content.path("Event").asString(content.path("MsgType").asString("")),
                from.isEmpty() ? null : from,
                content);
    }

    private JsonNode read(byte[] body) {
        try {
            return Objects.requireNonNull(json.readTree(body));
        } catch (JacksonException notJson) {
            throw WechatRefusals.callbackInvalid();
        }
    }

    private boolean fresh(String timestamp) {
        try {
            Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
            return Duration.between(sent, clock.instant()).abs().compareTo(OLDEST) <= 0;
        } catch (NumberFormatException | java.time.DateTimeException | ArithmeticException notATime) {
            return false;
        }
    }

    /** False when it was taken before. */
    Mono<Boolean> take(WechatEvent event) {
        Mono<Boolean> work = database.sql("""
            INSERT INTO wechat_event (id, kind, at) VALUES (:id, :kind, :now) ON CONFLICT DO NOTHING
            """)
                .bind("id", event.id())
                .bind("kind", event.kind())
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1)
                .delayUntil(fresh -> fresh ? give(event) : Mono.empty());
        return detached.run(work.as(transaction::transactional));
    }

    private Mono<Void> give(WechatEvent event) {
        return Flux.fromIterable(listeners)
                .filter(listener -> listener.kind().equals(event.kind()))
                .concatMap(listener -> listener.on(event))
                .then();
    }
}
