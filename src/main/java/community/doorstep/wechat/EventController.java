package community.doorstep.wechat;

import community.doorstep.shared.RawBody;
import community.doorstep.shared.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Where WeChat tells the mini program what happened. Open to all: only what WeChat has signed has an effect. */
@RestController
@RequestMapping("/wechat/events")
class EventController {

    private static final int LARGEST_BODY = 64 * 1024;

    /** WeChat waits for 5 s and then tells it again. */
    private static final Duration PATIENCE = Duration.ofMillis(4500);

    private final EventPush push;
    private final MeterRegistry meters;

    EventController(EventPush push, MeterRegistry meters) {
        this.push = push;
        this.meters = meters;
    }

    /** Says that the address is ours. */
    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    Mono<String> verified(
            @RequestParam(defaultValue = "") String signature,
            @RequestParam(defaultValue = "") String timestamp,
            @RequestParam(defaultValue = "") String nonce,
            @RequestParam(defaultValue = "") String echostr) {
        return Mono.fromCallable(() -> push.verified(new EventPush.Signed(signature, timestamp, nonce), echostr))
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** The same event again has the same answer and no second effect. */
    @PostMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    Mono<String> told(
            @RequestParam(name = "msg_signature", defaultValue = "") String signature,
            @RequestParam(defaultValue = "") String timestamp,
            @RequestParam(defaultValue = "") String nonce,
            ServerHttpRequest request) {
        EventPush.Signed signed = new EventPush.Signed(signature, timestamp, nonce);
        return RawBody.of(request, LARGEST_BODY)
                .flatMap(body -> opened(signed, body))
                .flatMap(this::take)
                .timeout(PATIENCE)
                .doOnError(Refusal.class, refusal -> count("", refusal.code()))
                .thenReturn("success");
    }

    /** Not on an event loop: its cipher may have to be loaded. */
    private Mono<WechatEvent> opened(EventPush.Signed signed, byte[] body) {
        return Mono.fromCallable(() -> push.opened(signed, body)).subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Boolean> take(WechatEvent event) {
        return push.take(event).doOnNext(fresh -> count(event.kind(), fresh ? "taken" : "repeated"));
    }

    private void count(String kind, String outcome) {
        meters.counter("doorstep.wechat.events", "kind", kind, "outcome", outcome)
                .increment();
    }
}
