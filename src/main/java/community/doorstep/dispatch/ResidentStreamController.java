package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A resident's phone. */
@RestController
class ResidentStreamController {

    private final ResidentStream stream;

    ResidentStreamController(ResidentStream stream) {
        this.stream = stream;
    }

    /** Begins with {@code reset}: all that is open; then planned, waiting, accepted, arrived, done and cancelled. */
    @GetMapping(path = "/api/me/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<Object>>>> stream(
            @AuthenticationPrincipal Caller caller, ServerWebExchange exchange) {
        return Streams.answered(stream.open(caller, exchange.getRequest()));
    }
}
