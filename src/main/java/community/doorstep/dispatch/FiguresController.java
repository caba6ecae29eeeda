package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.StationId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A station's figures: for its lead, the community's admins, and (workers' cash) its finance. At most 92 days back. */
@RestController
@RequestMapping("/api/station")
class FiguresController {

    private final Figures figures;

    FiguresController(Figures figures) {
        this.figures = figures;
    }

    /** Promises kept, late, unserved; per station. */
    @GetMapping("/figures")
    Mono<List<Figures.OfStation>> stations(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "1") int days,
            @RequestParam(required = false) @Nullable StationId stationId) {
        return figures.stations(caller, days, stationId);
    }

    /** What each worker did and earned, and the cash to hand in. */
    @GetMapping("/workers")
    Mono<List<Figures.OfWorker>> workers(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "1") int days,
            @RequestParam(required = false) @Nullable StationId stationId) {
        return figures.workers(caller, days, stationId);
    }
}
