package community.doorstep.workforce;

import community.doorstep.shared.Caller;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A worker's own duty: on and off, breaks, where, and what is planned. */
@RestController
@RequestMapping("/api/worker")
class DutyController {

    record ShiftChange(
            @NotNull Boolean onDuty,
            @Nullable StationId stationId,
            @Valid @Nullable GeoPoint position) {}

    record Break(@NotNull Boolean onBreak) {}

    /** Measured then, by the phone; left out: now. */
    record Position(
            @NotNull @Valid GeoPoint place, @Nullable Instant at) {}

    private final Workers workers;
    private final SignsOfLife signs;
    private final Plans plans;
    private final Clock clock;

    DutyController(Workers workers, SignsOfLife signs, Plans plans, Clock clock) {
        this.workers = workers;
        this.signs = signs;
        this.plans = plans;
        this.clock = clock;
    }

    @GetMapping("/shift")
    Mono<ShiftView> shift(@AuthenticationPrincipal Caller caller) {
        return workers.shift(caller);
    }

    @PutMapping("/shift")
    Mono<ShiftView> changeShift(@AuthenticationPrincipal Caller caller, @Valid @RequestBody ShiftChange change) {
        return workers.shift(caller, change.onDuty(), change.stationId(), change.position());
    }

    /** Refuses {@code off-duty} (409). */
    @PutMapping("/break")
    Mono<ShiftView> changeBreak(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Break change) {
        return workers.pause(caller, change.onBreak());
    }

    /** Kept to about a hundred metres, for an hour. Refuses {@code off-duty} (409). */
    @PutMapping("/position")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> position(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Position position) {
        Instant measured = position.at() == null ? clock.instant() : position.at();
        return signs.at(caller.person(), caller.communitiesAs(Role.WORKER), position.place(), measured);
    }

    /** One's own planned shifts that have not ended, the next first. */
    @GetMapping("/plan")
    Mono<List<PlannedShift>> plan(@AuthenticationPrincipal Caller caller) {
        return plans.of(caller.person(), caller.communitiesAs(Role.WORKER));
    }
}
