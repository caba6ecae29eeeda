package community.doorstep.checkout;

import community.doorstep.payment.PaymentRequest;
import community.doorstep.payment.Payments;
import community.doorstep.shared.Caller;
import jakarta.validation.Valid;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Paying for oneself and one's family. */
@RestController
class CheckoutController {

    private final Baskets baskets;
    private final Payments payments;

    CheckoutController(Baskets baskets, Payments payments) {
        this.baskets = baskets;
        this.payments = payments;
    }

    /** One payment for all of them: what {@code wx.requestPayment} takes; asked again, the same order while it is open. */
    @PostMapping("/api/payments")
    Mono<PaymentRequest> pay(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Dues wanted) {
        return baskets.own(caller, wanted.list()).flatMap(basket -> payments.prepay(basket.bill(caller.person())));
    }
}
