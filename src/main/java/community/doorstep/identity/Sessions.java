package community.doorstep.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Grant;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.RedisHint;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import community.doorstep.shared.Together;
import io.lettuce.core.SetArgs;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who a bearer token belongs to. PostgreSQL holds the token's hash; Redis remembers the caller for a while. What is
 * revoked leaves a tombstone there for longer than any request lives, so that a slow reader cannot put it back.
 */
@Component
@EnableConfigurationProperties(IdentitySettings.class)
class Sessions {

    static final String TOMBSTONE = "-";
    static final Duration TOMBSTONE_STANDS = Duration.ofSeconds(30);

    private static final int MOST = 128;
    private static final int AT_ONCE = 4;
    private static final int MOST_READ = 20_000;

    private final DatabaseClient database;
    private final RedisHint redis;
    private final Outbox outbox;
    private final JsonMapper json;
    private final IdentitySettings settings;
    private final Clock clock;
    /** What Redis said, as read the last time: whoever asks again is not read again. Redis is still asked. */
    private final Cache<String, Caller> read =
            Caffeine.newBuilder().maximumSize(MOST_READ).build();

    private final Together<String, Optional<Found>> together = new Together<>(MOST, AT_ONCE, this::read);

    Sessions(
            DatabaseClient database,
            RedisHint redis,
            Outbox outbox,
            JsonMapper json,
            IdentitySettings settings,
            Clock clock) {
        this.database = database;
        this.redis = redis;
        this.outbox = outbox;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    /** Opens a session; the answer is the only time that the token is seen. */
    Mono<Token> open(PersonId person) {
        return open(person, settings.sessionLength());
    }

    /** The same for as long as that. */
    Mono<Token> open(PersonId person, Duration length) {
        Token token = Token.fresh();
        Instant now = clock.instant();
        return database.sql("""
            INSERT INTO session (token_hash, person_id, created_at, expires_at)
            VALUES (:hash, :person, :now, :expires)
            """)
                .bind("hash", token.hash())
                .bind("person", person.value())
                .bind("now", now)
                .bind("expires", now.plus(length))
                .then()
                .thenReturn(token);
    }

    /** The caller whose token this is; empty when it is unknown, expired or revoked. */
    Mono<Caller> caller(Token token) {
        String hash = token.hash();
        return redis.ask(key(hash), (commands, key) -> commands.get(key))
                .filter(remembered -> !remembered.equals(TOMBSTONE))
                .map(remembered -> read.get(remembered, said -> json.readValue(said, Caller.class)))
                .switchIfEmpty(Mono.defer(() -> fromDatabase(hash)));
    }

    /** Whose session it is that this transaction has opened. */
    Mono<Caller> fresh(Token token) {
        return read(List.of(token.hash()))
                .flatMap(found -> Mono.justOrEmpty(found.get(0)))
                .map(Found::caller);
    }

    private Mono<Caller> fromDatabase(String hash) {
        return together.ask(hash)
                .flatMap(found -> found.map(caller -> remember(hash, caller)).orElseGet(Mono::empty));
    }

    /** A crowd that Redis does not know yet must not wait for a connection each. */
    private Mono<List<Optional<Found>>> read(List<String> hashes) {
        return database.sql("""
            SELECT session.token_hash, session.person_id, session.expires_at, person.phone_index IS NOT NULL AS reachable,
                   role_grant.role, role_grant.community_id, role_grant.station_id
            FROM session
            JOIN person ON person.id = session.person_id
            LEFT JOIN role_grant
                ON role_grant.person_id = session.person_id AND role_grant.ended_at IS NULL
            WHERE session.token_hash = ANY(:hashes) AND session.expires_at > :now
            """)
                .bind("hashes", hashes.toArray(String[]::new))
                .bind("now", clock.instant())
                .map(Sessions::grantRow)
                .all()
                .collect(Collectors.groupingBy(GrantRow::hash))
                .map(rows -> hashes.stream()
                        .map(hash -> Optional.ofNullable(rows.get(hash)).map(Sessions::caller))
                        .toList());
    }

    private record GrantRow(String hash, PersonId person, boolean reachable, List<Grant> grant, Instant expires) {}

    private record Found(Caller caller, Instant expires) {}

    private static GrantRow grantRow(Readable row) {
        String role = row.get("role", String.class);
        UUID community = row.get("community_id", UUID.class);
        UUID station = row.get("station_id", UUID.class);
        List<Grant> grant = role == null
                ? List.of()
                : List.of(new Grant(
                        Role.valueOf(role),
                        community == null ? null : new CommunityId(community),
                        station == null ? null : new StationId(station)));
        return new GrantRow(
                Rows.text(row, "token_hash"),
                new PersonId(Rows.uuid(row, "person_id")),
                Rows.get(row, "reachable", Boolean.class),
                grant,
                Rows.instant(row, "expires_at"));
    }

    private static Found caller(List<GrantRow> rows) {
        List<Grant> grants = new ArrayList<>();
        rows.forEach(row -> grants.addAll(row.grant()));
        GrantRow first = rows.get(0);
        return new Found(new Caller(first.person(), grants, first.reachable()), first.expires());
    }

    private Mono<Caller> remember(String hash, Found found) {
        Duration left = Duration.between(clock.instant(), found.expires());
        Duration stands = left.compareTo(settings.sessionCache()) < 0 ? left : settings.sessionCache();
        String caller = json.writeValueAsString(found.caller());
        return redis.ask(
                        key(hash),
                        (commands, key) ->
                                commands.set(key, caller, SetArgs.Builder.nx().px(stands)))
                .thenReturn(found.caller());
    }

    /** The same as PostgreSQL has it now, whatever Redis remembers. */
    Mono<Caller> now(Token token) {
        return together.ask(token.hash()).flatMap(found -> Mono.justOrEmpty(found.map(Found::caller)));
    }

    /** In the caller's transaction. */
    Mono<Void> close(Token token) {
        return database.sql("DELETE FROM session WHERE token_hash = :hash RETURNING person_id")
                .bind("hash", token.hash())
                .map(row -> new PersonId(Rows.uuid(row, "person_id")))
                .one()
                .flatMap(person -> forget(person, List.of(token.hash())));
    }

    /**
     * Makes the next request of each of the person's sessions ask PostgreSQL. Call it inside the transaction that
     * changes what they may do: what Redis remembers goes at once, and once more after the commit.
     */
    Mono<Void> forget(PersonId person) {
        return database.sql("SELECT token_hash FROM session WHERE person_id = :person")
                .bind("person", person.value())
                .map(row -> Rows.text(row, "token_hash"))
                .all()
                .collectList()
                .flatMap(hashes -> hashes.isEmpty() ? Mono.empty() : forget(person, hashes));
    }

    /** Ends all of a person's sessions; the same holds as for {@link #forget}. */
    Mono<Void> closeAll(PersonId person) {
        return forget(person)
                .then(Mono.defer(() -> database.sql("DELETE FROM session WHERE person_id = :person")
                        .bind("person", person.value())
                        .then()));
    }

    /** Makes one person's sessions another's, who they turned out to be. */
    Mono<Void> move(PersonId from, PersonId to) {
        return forget(from)
                .then(Mono.defer(() -> database.sql("UPDATE session SET person_id = :to WHERE person_id = :from")
                        .bind("to", to.value())
                        .bind("from", from.value())
                        .then()));
    }

    private Mono<Void> forget(PersonId person, List<String> hashes) {
        SessionsChanged event = new SessionsChanged(person, hashes);
        return Flux.fromIterable(hashes).flatMap(this::forget).then(Mono.defer(() -> outbox.add(event)));
    }

    private Mono<Void> forget(String hash) {
        return bury(redis, hash).then();
    }

    /** Empty when Redis is away. */
    static Mono<String> bury(RedisHint redis, String hash) {
        return redis.ask(
                key(hash), (commands, key) -> commands.set(key, TOMBSTONE, SetArgs.Builder.px(TOMBSTONE_STANDS)));
    }

    private static String key(String hash) {
        return "s:{" + hash + "}";
    }
}
