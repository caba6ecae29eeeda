package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
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

    record WantedTogether(
            @NotEmpty @Size(max = BatchQuotes.MOST) List<@NotNull @Valid QuoteWish> wishes) {}

    /** @param dueFen the sum of all */
    record TogetherView(List<BatchQuotes.SlotQuote> quotes, long listFen, long dueFen) {}

    private final Quotes quotes;
    private final BatchQuotes batch;

    QuoteController(Quotes quotes, BatchQuotes batch) {
        this.quotes = quotes;
        this.batch = batch;
    }

    /** Writes nothing, so it needs no key. */
    @PostMapping
    Mono<QuoteView> quote(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Wanted wanted) {
        return quotes.quote(caller, wanted.serviceId(), wanted.slotId(), wanted.beneficiaryId(), wanted.day());
    }

    /** The days of a repeat or a family's day, each priced after those before it. */
    @PostMapping("/batch")
    Mono<TogetherView> together(@AuthenticationPrincipal Caller caller, @Valid @RequestBody WantedTogether wanted) {
        return batch.of(caller, wanted.wishes()).map(QuoteController::summed);
    }

    private static TogetherView summed(List<BatchQuotes.SlotQuote> quotes) {
        return new TogetherView(
                quotes,
                quotes.stream().mapToLong(one -> one.quote().listFen()).sum(),
                quotes.stream().mapToLong(one -> one.quote().dueFen()).sum());
    }
}
