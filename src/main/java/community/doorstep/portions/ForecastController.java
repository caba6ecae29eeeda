package community.doorstep.portions;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** For the kitchen's shopping. */
@RestController
@RequestMapping("/api/station/forecasts")
class ForecastController {

    private static final int MOST_DAYS = 28;

    private final PortionForecasts forecasts;

    ForecastController(PortionForecasts forecasts) {
        this.forecasts = forecasts;
    }

    /** From tomorrow on, with its error shown. */
    @GetMapping("/{serviceId}")
    Mono<PortionForecasts.View> of(
            @AuthenticationPrincipal Caller caller,
            @PathVariable ServiceId serviceId,
            @RequestParam(defaultValue = "7") int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw Refusal.badRequest("date-range-invalid").with("mostDays", MOST_DAYS);
        }
        return forecasts.of(caller.communitiesAs(Role.COUNTER, Role.STATION_LEAD), serviceId, days);
    }
}
