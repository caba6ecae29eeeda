package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.StationId;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A station's desk. */
@RestController
@RequestMapping("/api/station")
class StationController {

    private final StationBoard board;

    StationController(StationBoard board) {
        this.board = board;
    }

    @GetMapping("/queue")
    Mono<StationBoard.Queue> queue(
            @AuthenticationPrincipal Caller caller, @RequestParam(required = false) @Nullable StationId stationId) {
        return board.queue(caller, stationId);
    }

    @GetMapping("/jobs/{id}/history")
    Mono<StationBoard.History> history(@AuthenticationPrincipal Caller caller, @PathVariable JobId id) {
        return board.history(caller, id);
    }
}
