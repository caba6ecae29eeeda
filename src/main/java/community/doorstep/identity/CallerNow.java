package community.doorstep.identity;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What somebody may do by now, for answers that stay open: they began with what the caller could do then. */
@Component
public class CallerNow {

    private final Sessions sessions;

    CallerNow(Sessions sessions) {
        this.sessions = sessions;
    }

    /** Who sent the request; asks each time anew, and PostgreSQL. Refuses {@code not-signed-in} (401) when the session is over. */
    public Mono<Caller> of(ServerHttpRequest request) {
        Token token = Access.token(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
        return Detached.unbroken(sessions.now(token))
                .switchIfEmpty(Mono.error(() -> Refusal.unauthenticated("not-signed-in")));
    }
}
