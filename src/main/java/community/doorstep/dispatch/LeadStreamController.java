package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.StationId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A station's desk, live. */
@RestController
class LeadStreamController {

    private final LeadStream stream;

    LeadStreamController(LeadStream stream) {
        this.stream = stream;
    }

    /** Events reset, job and duty; resumes after {@code Last-Event-ID}. */
    @GetMapping(path = "/api/station/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<Object>>>> stream(
            @AuthenticationPrincipal Caller caller,
            ServerWebExchange exchange,
            @RequestParam StationId stationId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        return Streams.answered(stream.open(caller, exchange.getRequest(), stationId, lastEventId));
    }
}
