package community.doorstep.shared;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * How fast one address may try to sign in and one person may write; reading is free. An instance lets an eighth of what
 * is allowed through by itself, without a word to Redis: who keeps the pace costs nothing. The rest is counted together
 * in Redis, and by each instance for itself while Redis is away. So one instance keeps to the limit, and each further
 * one adds an eighth at most. Refuses {@code rate-limited} (429, Retry-After).
 */
@Component
@Order(RateLimits.AFTER_SECURITY)
@EnableConfigurationProperties(RateLimitSettings.class)
class RateLimits implements WebFilter {

    /** Spring Security's own filter stands at -100; who is calling is known only after it. */
    static final int AFTER_SECURITY = 0;

    private static final RedisScript<Long> PACE = RedisScript.counting("shared/pace.lua");
    private static final int OWN_PART = 8;
    private static final String SIGN_IN = "/api/sessions";

    private final RateLimitSettings settings;
    private final RedisHint redis;
    private final Clock clock;
    private final LocalPaces own = new LocalPaces();
    private final LocalPaces away = new LocalPaces();

    RateLimits(RateLimitSettings settings, RedisHint redis, Clock clock) {
        this.settings = settings;
        this.redis = redis;
        this.clock = clock;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpRequest request = exchange.getRequest();
        String path = request.getPath().value();
        if (!settings.enabled() || !writes(request.getMethod()) || !path.startsWith("/api/")) {
            return chain.filter(exchange);
        }
        Mono<Void> door = path.startsWith(SIGN_IN) && request.getMethod() == HttpMethod.POST
                ? pass("address:" + network(request.getRemoteAddress()), settings.signInsPerAddress())
                : person().flatMap(person -> pass("person:" + person, settings.writesPerPerson()));
        return door.then(Mono.defer(() -> chain.filter(exchange)));
    }

    private static boolean writes(HttpMethod method) {
        return method != HttpMethod.GET && method != HttpMethod.HEAD && method != HttpMethod.OPTIONS;
    }

    private static Mono<PersonId> person() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .mapNotNull(Authentication::getPrincipal)
                .ofType(Caller.class)
                .map(Caller::person);
    }

    private Mono<Void> pass(String who, int perMinute) {
        String door = "l:{" + who + "}";
        int ownShare = perMinute / OWN_PART;
        long now = clock.millis();
        if (ownShare > 0 && own.pass(door, new Pace(ownShare), now) == 0) {
            return Mono.empty();
        }
        Pace rest = new Pace(perMinute - ownShare);
        return shared(redis, door, rest, now)
                .switchIfEmpty(Mono.fromSupplier(() -> away.pass(door, rest, now)))
                .flatMap(wait -> wait == 0 ? Mono.empty() : Mono.error(tooFast(wait)));
    }

    static Mono<Long> shared(RedisHint redis, String door, Pace pace, long now) {
        return redis.run(
                PACE,
                List.of(door),
                List.of(String.valueOf(now), String.valueOf(pace.intervalMs()), String.valueOf(Pace.PERIOD_MS)));
    }

    private static Refusal tooFast(long waitMs) {
        return Refusal.tooMany("rate-limited", Duration.ofSeconds((waitMs + 999) / 1000));
    }

    /** Whoever has one IPv6 address has all of its /64. */
    private static String network(@Nullable InetSocketAddress remote) {
        InetAddress address = remote == null ? null : remote.getAddress();
        if (address == null) {
            return "unknown";
        }
        byte[] bytes = address.getAddress();
        return HexFormat.of().formatHex(address instanceof Inet6Address ? Arrays.copyOf(bytes, 8) : bytes);
    }
}
