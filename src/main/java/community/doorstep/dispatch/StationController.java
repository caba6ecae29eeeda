package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Language;
import community.doorstep.shared.StationId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A station's desk. */
@RestController
@RequestMapping("/api/station")
class StationController {

    private final StationBoard board;
    private final JobHistory history;

    StationController(StationBoard board, JobHistory history) {
        this.board = board;
        this.history = history;
    }

    @GetMapping("/queue")
    Mono<StationBoard.Queue> queue(
            @AuthenticationPrincipal Caller caller, @RequestParam(required = false) @Nullable StationId stationId) {
        return board.queue(caller, stationId);
    }

    /** Causes in the language that is asked for; what people wrote stays as they wrote it. */
    @GetMapping("/jobs/{id}/history")
    Mono<JobHistory.History> history(
            @AuthenticationPrincipal Caller caller, @PathVariable JobId id, ServerWebExchange exchange) {
        return history.of(caller, id, Language.of(exchange));
    }
}
