package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Role;
import community.doorstep.workforce.SignsOfLife;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a worker's phone shows. */
@RestController
@RequestMapping("/api/worker")
class WorkerController {

    private final WorkerBoard board;
    private final WorkerStream stream;
    private final Takings takings;
    private final SignsOfLife signs;

    WorkerController(WorkerBoard board, WorkerStream stream, Takings takings, SignsOfLife signs) {
        this.board = board;
        this.stream = stream;
        this.takings = takings;
        this.signs = signs;
    }

    @GetMapping("/jobs")
    Mono<WorkerBoard.Lists> jobs(@AuthenticationPrincipal Caller caller) {
        return heard(caller).then(Mono.defer(() -> board.of(caller)));
    }

    /** Today's jobs, what they earned, and the cash to hand in. */
    @GetMapping("/today")
    Mono<Takings.Today> today(@AuthenticationPrincipal Caller caller) {
        return takings.today(caller);
    }

    /** Events new, changed, taken, withdrawn, reset and off-duty, the last; resumes after {@code Last-Event-ID}. */
    @GetMapping(path = "/jobs/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    Mono<ResponseEntity<Flux<ServerSentEvent<Object>>>> stream(
            @AuthenticationPrincipal Caller caller,
            ServerWebExchange exchange,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        return Streams.answered(
                heard(caller).then(Mono.defer(() -> stream.open(caller, exchange.getRequest(), lastEventId))));
    }

    private Mono<Void> heard(Caller caller) {
        caller.communitiesAs(Role.WORKER);
        return signs.heard(caller.person());
    }
}
