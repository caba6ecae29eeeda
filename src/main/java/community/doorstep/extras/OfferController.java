package community.doorstep.extras;

import community.doorstep.payment.PaymentRequest;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Refusal;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Parts and labour at the door: the worker offers, the resident's people approve and pay. */
@RestController
class OfferController {

    private static final String PEOPLE = "/api/repairs/{id}/offers";
    private static final String WORKER = "/api/worker/repairs/{id}/offers";

    record WantedLine(
            @NotNull UUID itemId, @NotNull @Min(1) @Max(99) Integer quantity) {}

    record NewOffer(@NotNull @NotEmpty @Size(max = 30) List<@Valid @NotNull WantedLine> lines) {

        /** Refuses {@code item-twice} (400). */
        Map<UUID, Integer> quantities() {
            Map<UUID, Integer> quantities = new TreeMap<>();
            for (WantedLine line : lines) {
                if (quantities.put(line.itemId(), line.quantity()) != null) {
                    throw Refusal.badRequest("item-twice");
                }
            }
            return quantities;
        }
    }

    record Code(@NotNull @Pattern(regexp = "[0-9]{6}") String code) {

        @Override
        public String toString() {
            return "Code[…]";
        }
    }

    private record Wanted(UUID call, NewOffer offer) {}

    private final Offers offers;
    private final Idempotency idempotency;
    private final Outbox outbox;

    OfferController(Offers offers, Idempotency idempotency, Outbox outbox) {
        this.offers = offers;
        this.idempotency = idempotency;
        this.outbox = outbox;
    }

    /** At the door, while the job is in hand. Prices are the list's; the parts are set aside meanwhile. */
    @PostMapping(WORKER)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<OfferView> make(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable UUID id,
            @Valid @RequestBody NewOffer wanted) {
        Mono<OfferView> work = offers.make(caller, id, wanted.quantities());
        return idempotency
                .once(caller.person(), key, new Wanted(id, wanted), OfferView.class, work)
                .doOnSuccess(made -> outbox.nudge());
    }

    /** The worker's own. */
    @GetMapping(WORKER)
    Mono<List<OfferView>> made(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return offers.seenByWorker(caller, id);
    }

    /** By the six digits that the resident sees or is told. */
    @PostMapping(WORKER + "/{offer}/approval")
    Mono<OfferView> approveByCode(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @PathVariable UUID offer,
            @Valid @RequestBody Code code) {
        return offers.approveByCode(caller, id, offer, code.code());
    }

    @PostMapping(WORKER + "/{offer}/withdrawal")
    Mono<OfferView> withdraw(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, @PathVariable UUID offer) {
        return offers.withdraw(caller, id, offer);
    }

    @GetMapping(PEOPLE)
    Mono<List<OfferView>> offered(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return offers.seenByPeople(caller, id);
    }

    /** Repeating it is harmless. */
    @PostMapping(PEOPLE + "/{offer}/approval")
    Mono<OfferView> approve(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, @PathVariable UUID offer) {
        return offers.decide(caller, id, offer, OfferState.APPROVED);
    }

    /** The parts go back; repeating it is harmless. */
    @PostMapping(PEOPLE + "/{offer}/refusal")
    Mono<OfferView> decline(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, @PathVariable UUID offer) {
        return offers.decide(caller, id, offer, OfferState.DECLINED);
    }

    @PostMapping(PEOPLE + "/{offer}/payment")
    Mono<PaymentRequest> pay(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, @PathVariable UUID offer) {
        return offers.prepay(caller, id, offer);
    }
}
