package community.doorstep.simulation;

import community.doorstep.pricebook.PriceBookId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Sheet;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What a draft would have done; it changes nothing. */
@RestController
@RequestMapping("/api/admin/price-books/{id}/simulation")
class SimulationController {

    /**
     * @param from,to the first and last day of service
     */
    record PastPeriod(@NotNull LocalDate from, @NotNull LocalDate to) {}

    private final Simulations simulations;

    SimulationController(Simulations simulations) {
        this.simulations = simulations;
    }

    /**
     * Refuses {@code price-book-unknown} (404), {@code price-book-invalid} (422,
     * with all {@code findings}), {@code simulation-period-reversed}, {@code simulation-period-not-past},
     * {@code simulation-period-too-long} (422), {@code simulation-busy} (429).
     */
    @PostMapping
    Mono<Simulation> simulate(
            @AuthenticationPrincipal Caller caller,
            @PathVariable PriceBookId id,
            @Valid @RequestBody PastPeriod period) {
        return simulations.of(caller, id, period.from(), period.to());
    }

    /** The same as one table. */
    @PostMapping(produces = {Sheet.CSV, Sheet.XLSX})
    Mono<Sheet> sheet(
            @AuthenticationPrincipal Caller caller,
            @PathVariable PriceBookId id,
            @Valid @RequestBody PastPeriod period) {
        return simulate(caller, id, period).map(SimulationSheet::of);
    }
}
