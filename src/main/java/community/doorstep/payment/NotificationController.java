package community.doorstep.payment;

import community.doorstep.shared.RawBody;
import community.doorstep.shared.Refusal;
import community.doorstep.wechat.PayNotice;
import community.doorstep.wechat.PaymentNotice;
import community.doorstep.wechat.RefundNotice;
import community.doorstep.wechat.WechatPay;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where WeChat Pay says that somebody has paid, or has money back. Open to all: only what WeChat has signed has an effect. */
@RestController
class NotificationController {

    private static final int LARGEST_BODY = 64 * 1024;

    /** WeChat waits for 5 s; it calls again, and by then what was under way is done. */
    private static final Duration PATIENCE = Duration.ofMillis(4500);

    private final WechatPay wechat;
    private final Postings postings;
    private final Refunds refunds;
    private final MeterRegistry meters;

    NotificationController(WechatPay wechat, Postings postings, Refunds refunds, MeterRegistry meters) {
        this.wechat = wechat;
        this.postings = postings;
        this.refunds = refunds;
        this.meters = meters;
    }

    /** The same callback again has the same answer and no second effect. */
    @PostMapping("/wechat/pay/notifications")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> notified(ServerHttpRequest request) {
        return RawBody.of(request, LARGEST_BODY)
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> wechat.verified(request.getHeaders(), body))
                .flatMap(this::take)
                .timeout(PATIENCE)
                .doOnNext(this::count)
                .doOnError(Refusal.class, refusal -> count(refusal.code()))
                .then();
    }

    private Mono<String> take(PayNotice notice) {
        if (notice instanceof RefundNotice refund) {
            return refunds.told(refund).map(settled -> settled ? "refund" : "repeated");
        }
        return notice instanceof PaymentNotice payment && payment.paid()
                ? postings.book(payment).map(booked -> booked ? "booked" : "repeated")
                : Mono.just("not-a-payment");
    }

    private void count(String outcome) {
        meters.counter("doorstep.payment.callbacks", "outcome", outcome).increment();
    }
}
