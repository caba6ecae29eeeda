package community.doorstep.checkout;

import community.doorstep.payment.PaymentRequest;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.wechat.MiniProgram;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Payment by a relative's link, or by a code that is scanned at the counter or door. Tokens never stand in an address. */
@RestController
class LinkController {

    record Presented(@NotBlank @Size(max = 64) String token) {

        @Override
        public String toString() {
            return "Presented[…]";
        }
    }

    private static final String PAGE = "pages/pay/pay";

    private final Links links;
    private final Baskets baskets;
    private final Audit audit;
    private final Idempotency idempotency;
    private final MiniProgram wechat;

    LinkController(Links links, Baskets baskets, Audit audit, Idempotency idempotency, MiniProgram wechat) {
        this.links = links;
        this.baskets = baskets;
        this.audit = audit;
        this.idempotency = idempotency;
        this.wechat = wechat;
    }

    /** For a relative to pay; to be sent to one person. */
    @PostMapping("/api/payment-links")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<NewLink> link(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Dues wanted) {
        Mono<NewLink> work = baskets.own(caller, wanted.list())
                .flatMap(basket -> links.make(basket, LinkRows.Purpose.RELATIVE, caller));
        return idempotency.once(caller.person(), key, wanted, NewLink.class, work);
    }

    /** What it asks for; says nothing of whom it is for. */
    @PostMapping("/api/payment-links/reading")
    Mono<LinkView> read(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Presented presented) {
        return links.read(caller, presented.token());
    }

    /** What {@code wx.requestPayment} takes; who asks first has the link from then on. */
    @PostMapping("/api/payment-links/payment")
    Mono<PaymentRequest> pay(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Presented presented) {
        return links.pay(caller, presented.token());
    }

    /**
     * The same as a code that WeChat draws, a PNG: scanned, it opens the page on which it is paid. Refuses what reading it
     * does, {@code wechat-busy} and {@code wechat-unavailable} (503).
     */
    @PostMapping(path = "/api/payment-links/picture", produces = MediaType.IMAGE_PNG_VALUE)
    Mono<byte[]> picture(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Presented presented) {
        return links.read(caller, presented.token()).flatMap(open -> wechat.code(presented.token(), PAGE));
    }

    /** To be shown as a code, for a quarter of an hour. */
    @PostMapping("/api/station/payment-codes")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<NewLink> codeAtTheCounter(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Dues wanted) {
        return code(caller, key, wanted, baskets.atDesk(caller, wanted.list()));
    }

    /** Only at a door to which the worker was sent; everything else is refused as {@code payable-unknown} (404). */
    @PostMapping("/api/worker/payment-codes")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<NewLink> codeAtTheDoor(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Dues wanted) {
        return code(caller, key, wanted, baskets.atDoor(caller, wanted.list()));
    }

    private Mono<NewLink> code(Caller caller, @Nullable String key, Dues wanted, Mono<Basket> due) {
        Mono<NewLink> work = due.delayUntil(basket -> audit.note(
                        caller.person(),
                        basket.community(),
                        "payment-code-shown",
                        wanted.list().get(0),
                        ""))
                .flatMap(basket -> links.make(basket, LinkRows.Purpose.COUNTER, caller));
        return idempotency.once(caller.person(), key, wanted, NewLink.class, work);
    }
}
