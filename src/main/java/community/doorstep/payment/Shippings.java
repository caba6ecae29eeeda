package community.doorstep.payment;

import community.doorstep.identity.WechatAccounts;
import community.doorstep.wechat.MiniProgram;
import community.doorstep.wechat.ShippingRecord;
import community.doorstep.wechat.WechatNotYet;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Uploads the shipping record of each paid order until WeChat has it; a second upload changes nothing. */
@Component
class Shippings {

    private static final Logger log = LoggerFactory.getLogger(Shippings.class);

    /** WeChat sees a payment some seconds, at times minutes, after it told us. */
    private static final Pauses NOT_YET = new Pauses(Duration.ofSeconds(10), Duration.ofHours(1));

    private static final Pauses AFTER_FAILURE = new Pauses(Duration.ofSeconds(30), Duration.ofHours(6));

    /** With these pauses about a week: then a person must upload it at WeChat. */
    private static final int MOST_LOOKS = 40;

    private static final int LONGEST_DESCRIPTION = 120;
    private static final int AT_DOOR = 3;
    private static final int PICKED_UP = 4;

    private final ShippingRows shippings;
    private final WechatAccounts accounts;
    private final MiniProgram wechat;
    private final MeterRegistry meters;
    private final Clock clock;

    Shippings(ShippingRows shippings, WechatAccounts accounts, MiniProgram wechat, MeterRegistry meters, Clock clock) {
        this.shippings = shippings;
        this.accounts = accounts;
        this.wechat = wechat;
        this.meters = meters;
        this.clock = clock;
    }

    /** Looks after those that are due; answers how many there were. */
    Mono<Integer> sweep() {
        return shippings
                .due(Sweeper.BATCH, Sweeper.LEASE)
                .flatMap(due -> Flux.fromIterable(due)
                        .flatMap(this::look, Sweeper.AT_ONCE)
                        .then(Mono.just(due.size())));
    }

    private Mono<Void> look(Shipping shipping) {
        if (shipping.givenBack()) {
            return shippings.ended(shipping, "NOT_NEEDED");
        }
        return accounts.openId(shipping.payer())
                .flatMap(openId -> wechat.uploadShipping(record(shipping, openId)))
                .then(Mono.defer(() -> uploaded(shipping)))
                .onErrorResume(error -> putOff(shipping, error));
    }

    private Mono<Void> uploaded(Shipping shipping) {
        count("uploaded");
        return shippings.ended(shipping, "UPLOADED");
    }

    private Mono<Void> putOff(Shipping shipping, Throwable error) {
        if (shipping.looks() >= MOST_LOOKS) {
            log.error("The shipping record of payment {} was never taken: upload it at WeChat", shipping.payment());
            count("failed");
            return shippings.ended(shipping, "FAILED");
        }
        boolean notYet = error instanceof WechatNotYet;
        count(notYet ? "not-yet" : "put-off");
        Pauses pauses = notYet ? NOT_YET : AFTER_FAILURE;
        return shippings.lookAgain(shipping, clock.instant().plus(pauses.before(shipping.looks())));
    }

    private static ShippingRecord record(Shipping shipping, String openId) {
        String words = shipping.description();
        String item = words.codePointCount(0, words.length()) <= LONGEST_DESCRIPTION
                ? words
                : words.substring(0, words.offsetByCodePoints(0, LONGEST_DESCRIPTION));
        return new ShippingRecord(shipping.transactionId(), openId, item, shipping.atDoor() ? AT_DOOR : PICKED_UP);
    }

    private void count(String outcome) {
        meters.counter("doorstep.payment.shippings", "outcome", outcome).increment();
    }
}
