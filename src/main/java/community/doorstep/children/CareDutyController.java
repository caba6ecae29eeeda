package community.doorstep.children;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Coming to look after children, and going home. */
@RestController
@RequestMapping("/api/station/care/duty")
class CareDutyController {

    record OnDuty(@NotNull StationId stationId, boolean onDuty) {}

    private final Duty duty;
    private final Detached detached;

    CareDutyController(Duty duty, Detached detached) {
        this.duty = duty;
        this.detached = detached;
    }

    /** Teachers and leads of the station. Refuses {@code role-missing} (403), {@code station-unknown} (404). */
    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> set(@AuthenticationPrincipal Caller caller, @Valid @RequestBody OnDuty wanted) {
        return detached.run(
                wanted.onDuty() ? duty.begin(caller, wanted.stationId()) : duty.end(caller, wanted.stationId()));
    }
}
