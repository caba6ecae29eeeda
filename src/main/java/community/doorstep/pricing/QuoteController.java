package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Prices, asked for before booking. */
@RestController
@RequestMapping("/api/quotes")
class QuoteController {

    /**
     * @param slotId whose day counts; without it, {@code day} or else today
     * @param beneficiaryId who the service is for; without it, the caller
     */
    record Wanted(
            @NotNull ServiceId serviceId,
            @Nullable SlotId slotId,
            @Nullable PersonId beneficiaryId,
            @Nullable LocalDate day) {}

    private final Quotes quotes;

    QuoteController(Quotes quotes) {
        this.quotes = quotes;
    }

    /** Writes nothing, so it needs no key. */
    @PostMapping
    Mono<QuoteView> quote(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Wanted wanted) {
        return quotes.quote(caller, wanted.serviceId(), wanted.slotId(), wanted.beneficiaryId(), wanted.day());
    }
}
