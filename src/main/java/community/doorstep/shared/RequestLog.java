package community.doorstep.shared;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives each request an id ({@code X-Request-Id}, the caller's own when well formed) and writes one line when it is
 * answered: method, route (never the address with its ids), status, milliseconds and the code of a refusal.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestLog implements WebFilter {

    private static final Logger log = LoggerFactory.getLogger("doorstep.requests");
    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9-]{8,64}");
    private static final String HEADER = "X-Request-Id";

    private final MeterRegistry meters;

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
        String code = exchange.getAttribute(Problems.CODE);
        if (code != null) {
            meters.counter("doorstep.refusals", "code", code).increment();
        }
        if (log.isInfoEnabled()) {
            Object route = exchange.getAttributeOrDefault(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE, "-");
            log.atInfo()
                    .addKeyValue("requestId", id)
                    .addKeyValue("code", code == null ? "" : code)
                    .log(
                            "{} {} {} {} ms",
                            exchange.getRequest().getMethod(),
                            route,
                            exchange.getResponse().getStatusCode(),
                            (System.nanoTime() - began) / 1_000_000);
        }
    }
}
