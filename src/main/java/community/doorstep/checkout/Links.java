package community.doorstep.checkout;

import community.doorstep.payment.PaymentRequest;
import community.doorstep.payment.Payments;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Payment by somebody else, who learns the amount and the service and nothing more. */
@Component
class Links {

    private static final Duration FOR_A_RELATIVE = Duration.ofDays(1);
    private static final Duration AT_THE_COUNTER = Duration.ofMinutes(15);
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32}");
    private static final int BYTES = 24;

    private final LinkRows rows;
    private final Baskets baskets;
    private final Payments payments;
    private final Detached detached;
    private final Clock clock;

    Links(LinkRows rows, Baskets baskets, Payments payments, Detached detached, Clock clock) {
        this.rows = rows;
        this.baskets = baskets;
        this.payments = payments;
        this.detached = detached;
        this.clock = clock;
    }

    /** In the caller's transaction. A link for a relative ends with the time to pay, after a day at the latest. */
    Mono<NewLink> make(Basket basket, LinkRows.Purpose purpose, Caller caller) {
        Instant now = clock.instant();
        Instant longest = now.plus(purpose == LinkRows.Purpose.RELATIVE ? FOR_A_RELATIVE : AT_THE_COUNTER);
        Instant until = basket.holdUntil().isBefore(longest) ? basket.holdUntil() : longest;
        return token().flatMap(token -> rows.add(basket, hash(token), purpose, caller.person(), now, until)
                .thenReturn(new NewLink(token, basket.amountFen(), until)));
    }

    /** 192 random bits in 32 characters, as a code's scene takes them. May wait for random bytes, so on other threads. */
    private Mono<String> token() {
        return Mono.fromCallable(() -> Secret.fresh(BYTES)).subscribeOn(Schedulers.boundedElastic());
    }

    /** Refuses {@code payment-link-unknown} (404), {@code payment-link-over} (409), and what {@link Basket#of} does. */
    Mono<LinkView> read(Caller caller, String token) {
        return rows.byHash(hash(token))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("payment-link-unknown")))
                .map(link -> standing(caller, link))
                .flatMap(link -> baskets.any(link.references()).map(basket -> LinkView.of(basket, link.validUntil())));
    }

    /** Whoever asks first pays; refuses {@code payment-link-used} (409) to all others. */
    Mono<PaymentRequest> pay(Caller caller, String token) {
        String hash = hash(token);
        return detached.run(rows.take(hash, caller.person(), clock.instant()))
                .switchIfEmpty(Mono.defer(() -> rows.byHash(hash).map(link -> standing(caller, link))))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("payment-link-unknown")))
                .flatMap(link -> baskets.any(link.references()))
                .flatMap(basket -> payments.prepay(basket.bill(caller.person())));
    }

    private LinkRows.Link standing(Caller caller, LinkRows.Link link) {
        if (!link.isFor(caller.person())) {
            throw Refusal.conflict("payment-link-used");
        }
        if (!link.validUntil().isAfter(clock.instant())) {
            throw Refusal.conflict("payment-link-over");
        }
        return link;
    }

    private static String hash(String token) {
        if (!TOKEN.matcher(token).matches()) {
            throw Refusal.notFound("payment-link-unknown");
        }
        return Secret.hash(token);
    }
}
