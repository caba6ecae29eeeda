package community.doorstep.checkout;

import community.doorstep.payment.CashRefund;
import community.doorstep.payment.PaymentId;
import community.doorstep.payment.Payments;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Cash at the counter and the door, taken and given back. */
@RestController
class CashController {

    /** What was counted into the hand of whoever took it. */
    record Taken(PaymentId paymentId, long amountFen) {}

    record Return(@NotNull UUID reference) {}

    record Returned(long amountFen) {}

    private final Baskets baskets;
    private final Payments payments;
    private final Idempotency idempotency;
    private final Outbox outbox;

    CashController(Baskets baskets, Payments payments, Idempotency idempotency, Outbox outbox) {
        this.baskets = baskets;
        this.payments = payments;
        this.idempotency = idempotency;
        this.outbox = outbox;
    }

    @PostMapping("/api/station/cash")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Taken> atTheCounter(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Dues wanted) {
        return take(caller, key, wanted, baskets.atDesk(caller, wanted.list()));
    }

    /** Only at a door to which the worker was sent; everything else is refused as {@code payable-unknown} (404). */
    @PostMapping("/api/worker/cash")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Taken> atTheDoor(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Dues wanted) {
        return take(caller, key, wanted, baskets.atDoor(caller, wanted.list()));
    }

    /** The receipt is for whom it was given. */
    private Mono<Taken> take(Caller caller, @Nullable String key, Dues wanted, Mono<Basket> due) {
        Mono<Taken> work = due.flatMap(basket -> payments.cashReceived(basket.bill(basket.forWhom()), caller.person())
                .map(payment -> new Taken(payment, basket.amountFen())));
        return idempotency.once(caller.person(), key, wanted, Taken.class, work).doOnSuccess(taken -> outbox.nudge());
    }

    /** What has to be given back in cash, oldest first. */
    @GetMapping("/api/station/cash/refunds")
    Mono<List<CashRefund>> toGiveBack(@AuthenticationPrincipal Caller caller) {
        return payments.cashToReturn(caller.communitiesAs(Role.COUNTER, Role.OPERATOR, Role.STATION_LEAD))
                .collectList();
    }

    /** It was handed over; answers how much, 0 when there was nothing. */
    @PostMapping("/api/station/cash/refunds")
    Mono<Returned> givenBack(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Return wanted) {
        UUID[] communities = caller.communitiesAs(Role.COUNTER, Role.OPERATOR, Role.STATION_LEAD);
        Mono<Returned> work = payments.cashReturned(communities, wanted.reference(), caller.person())
                .map(Returned::new);
        return idempotency
                .once(caller.person(), key, wanted, Returned.class, work)
                .doOnSuccess(returned -> outbox.nudge());
    }
}
