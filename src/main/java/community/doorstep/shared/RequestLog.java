package community.doorstep.shared;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives each request an id ({@code X-Request-Id}, the caller's own when well formed), and times it and writes one line
 * when it is answered: method, route (never the address with its ids), status, milliseconds and the code of a refusal.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestLog implements WebFilter {

    private static final Logger log = LoggerFactory.getLogger("doorstep.requests");
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9-]{8,64}");
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.values());
    private static final String HEADER = "X-Request-Id";

    /** What requests are counted by. */
    private record Kind(String method, String route, int status) {}

    private final MeterRegistry meters;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    RequestLog(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String id = requestId(exchange.getRequest().getHeaders().getFirst(HEADER));
        long began = System.nanoTime();
        exchange.getResponse().getHeaders().set(HEADER, id);
        exchange.getResponse().beforeCommit(() -> {
            answered(exchange, id, began);
            return Mono.empty();
        });
        return chain.filter(exchange);
    }

    private static String requestId(@Nullable String sent) {
        return sent != null && WELL_FORMED.matcher(sent).matches()
                ? sent
                : Ids.next().toString();
    }

    private void answered(ServerWebExchange exchange, String id, long began) {
        long nanos = System.nanoTime() - began;
        HttpStatusCode status = exchange.getResponse().getStatusCode();
        Kind kind = new Kind(method(exchange), route(exchange), status == null ? 200 : status.value());
        timers.computeIfAbsent(kind, this::timer).record(nanos, TimeUnit.NANOSECONDS);
        String code = exchange.getAttribute(Problems.CODE);
        if (code != null) {
            meters.counter("doorstep.refusals", "code", code).increment();
        }
        if (log.isInfoEnabled()) {
            log.atInfo()
                    .addKeyValue("requestId", id)
                    .addKeyValue("code", code == null ? "" : code)
                    .log("{} {} {} {} ms", kind.method(), kind.route(), kind.status(), nanos / 1_000_000);
        }
    }

    /** Whoever invents methods is counted together. */
    private static String method(ServerWebExchange exchange) {
        HttpMethod method = exchange.getRequest().getMethod();
        return METHODS.contains(method) ? method.name() : "OTHER";
    }

    /** As many as there are routes: what fits none is one. */
    private static String route(ServerWebExchange exchange) {
        Object route = exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return route == null ? "-" : route.toString();
    }

    /** Under the name that dashboards know; what Spring would do for each request cost more than some requests. */
    private Timer timer(Kind kind) {
        return Timer.builder("http.server.requests")
                .tag("method", kind.method())
                .tag("uri", kind.route())
                .tag("status", String.valueOf(kind.status()))
                .register(meters);
    }
}
