package community.doorstep.checkout;

import community.doorstep.payment.Favour;
import community.doorstep.payment.GivenBack;
import community.doorstep.payment.Givers;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Reach;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What was given and went wrong, or was kept of a late cancellation: all of it goes back, or a part, by those who answer
 * for the station.
 */
@RestController
class RefundController {

    /** Why, as the payer reads it; no free words, since they go to WeChat and into the audit. */
    enum Why {
        LATE("服务迟到，退款致歉"),
        NOT_AS_AGREED("服务未达约定，退款致歉"),
        CHARGED_WRONGLY("收费有误，退回差额"),
        GOODWILL("协商退款");

        private final String words;

        Why(String words) {
            this.words = words;
        }
    }

    /**
     * @param reference a booking or a supplement
     * @param amountFen all that is left, when left out
     */
    record Wanted(
            @NotNull UUID reference,
            @Nullable @Min(1) @Max(100_000_000) Long amountFen,
            @NotNull Why why) {}

    record Refunded(UUID reference, long amountFen, long leftFen) {}

    private final List<Givers> givers;
    private final Audit audit;
    private final Idempotency idempotency;
    private final Outbox outbox;

    RefundController(List<Givers> givers, Audit audit, Idempotency idempotency, Outbox outbox) {
        this.givers = givers;
        this.audit = audit;
        this.idempotency = idempotency;
        this.outbox = outbox;
    }

    /**
     * Goes back the way it came. Refuses {@code refund-unknown} (404), {@code service-not-given}, {@code
     * refund-above-paid} (409), {@code own-refund} (403).
     */
    @PostMapping("/api/station/refunds")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Refunded> refund(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Wanted wanted) {
        Reach reach = Reach.of(caller, Role.STATION_LEAD, Role.COMMUNITY_ADMIN);
        Favour favour = new Favour(reach, caller.person(), wanted.reference(), wanted.amountFen(), wanted.why().words);
        Mono<Refunded> work = Flux.fromIterable(givers)
                .concatMap(giver -> giver.giveBack(favour))
                .next()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("refund-unknown")))
                .delayUntil(back -> noted(caller, back, wanted.why()))
                .map(back -> new Refunded(back.reference(), back.amountFen(), back.leftFen()));
        return idempotency
                .once(caller.person(), key, wanted, Refunded.class, work)
                .doOnSuccess(back -> outbox.nudge());
    }

    private Mono<Void> noted(Caller caller, GivenBack back, Why why) {
        return audit.note(
                caller.person(), back.community(), "refund-given", back.reference(), why + " " + back.amountFen());
    }
}
