package community.doorstep.shared;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Keeps a client that hangs up from breaking off what its request began: a query that is cancelled half read can wedge
 * its connection (r2dbc-postgresql #661). Streams end with their client; what they read is kept unbroken by themselves.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class HangUps implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String accept = exchange.getRequest().getHeaders().getFirst(HttpHeaders.ACCEPT);
        boolean stream = accept != null && accept.contains(MediaType.TEXT_EVENT_STREAM_VALUE);
        return stream ? chain.filter(exchange) : Detached.unbroken(chain.filter(exchange));
    }
}
