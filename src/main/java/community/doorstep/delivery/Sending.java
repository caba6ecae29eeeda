package community.doorstep.delivery;

import community.doorstep.shared.Detached;
import community.doorstep.shared.Repeating;
import community.doorstep.shared.Together;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Sends what is due: notes that it begins, sends outside of any transaction, notes what became of it. */
@Component
class Sending {

    private static final int BATCH = 32;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    /** What was taken up and may be sent, or is over already. */
    private record Begun(Delivery delivery, Sender.Result result) {

        boolean isOpen() {
            return result.state() == DeliveryState.SENDING;
        }
    }

    /** What was sent or given up, and by whom. */
    record Ended(Sender sender, Delivery delivery, Sender.Result result) {}

    private final Together<Ended, Ended> ends = new Together<>(BATCH, 1, this::end);
    private final DeliveryRows rows;
    private final TransactionalOperator transaction;
    private final DeliverySettings settings;
    private final Clock clock;
    private final MeterRegistry meters;

    Sending(
            DeliveryRows rows,
            TransactionalOperator transaction,
            DeliverySettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.rows = rows;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /** Each way has a round of its own: WeChat away keeps no telephone from ringing. */
    @Component
    static class Messages extends Repeating {
        Messages(Sending sending, MessageSender sender, DeliverySettings settings) {
            super(settings.sendEvery(), () -> sending.round(sender));
        }
    }

    @Component
    static class Telephones extends Repeating {
        Telephones(Sending sending, PhoneSender sender, DeliverySettings settings) {
            super(settings.sendEvery(), () -> sending.round(sender));
        }
    }

    /** Until nothing is due. */
    Mono<Void> round(Sender sender) {
        return Mono.defer(() -> batch(sender))
                .repeat()
                .takeUntil(size -> size < BATCH)
                .then();
    }

    private Mono<Integer> batch(Sender sender) {
        return begin(sender)
                .flatMapMany(Flux::fromIterable)
                .flatMap(begun -> finished(sender, begun), sender.atOnce())
                .count()
                .map(Math::toIntExact);
    }

    private Mono<List<Begun>> begin(Sender sender) {
        return rows.lease(sender.channels(), BATCH)
                .collectSortedList(
                        Comparator.comparing(leased -> leased.delivery().id()))
                .flatMapMany(Flux::fromIterable)
                .concatMap(leased -> begun(sender, leased))
                .collectList()
                .as(transaction::transactional);
    }

    private Mono<Begun> begun(Sender sender, DeliveryRows.Leased leased) {
        Delivery delivery = leased.delivery();
        if (leased.begunBefore() && !sender.mayRepeat()) {
            return Mono.just(new Begun(delivery, Sender.Result.over(DeliveryState.UNSURE, "interrupted")));
        }
        if (clock.instant().isAfter(delivery.endsAt())) {
            return Mono.just(new Begun(delivery, Sender.Result.over(DeliveryState.LATE, "late")));
        }
        return sender.allowed(delivery)
                .map(allowed -> Sender.Result.over(
                        allowed ? DeliveryState.SENDING : DeliveryState.NOT_ACCEPTED, "not-accepted"))
                .map(result -> new Begun(delivery, result));
    }

    private Mono<Ended> finished(Sender sender, Begun begun) {
        Mono<Sender.Result> result = begun.isOpen() ? sender.send(begun.delivery()) : Mono.just(begun.result());
        return result.flatMap(known -> noted(new Ended(sender, begun.delivery(), known)));
    }

    private Mono<Ended> noted(Ended ended) {
        Delivery delivery = ended.delivery();
        if (ended.result().again() && delivery.attempts() < settings.mostAttempts()) {
            count(delivery, "again");
            Mono<Void> again = rows.again(delivery, ended.result().outcome(), pause(delivery.attempts()));
            return Detached.unbroken(again.thenReturn(ended));
        }
        count(delivery, ended.result().outcome());
        return ends.ask(ended);
    }

    /** Those that end at the same time end together; what another instance has meanwhile is its own. */
    private Mono<List<Ended>> end(List<Ended> all) {
        return rows.done(all)
                .flatMap(ours -> followed(all, ours))
                .thenReturn(all)
                .as(transaction::transactional);
    }

    private Mono<Void> followed(List<Ended> all, Set<UUID> ours) {
        return Flux.fromIterable(all)
                .filter(ended -> ours.contains(ended.delivery().id()))
                .concatMap(this::followed)
                .then();
    }

    private Mono<Void> followed(Ended ended) {
        Sender.Result result = ended.result();
        Mono<Void> next = result.state() == DeliveryState.SENT || result.state() == DeliveryState.LATE
                ? Mono.empty()
                : rows.otherwise(ended.delivery());
        return ended.sender().settled(ended.delivery(), result).then(next);
    }

    private static Duration pause(int attempts) {
        Duration pause = Duration.ofSeconds(1L << Math.min(attempts, 12));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private void count(Delivery delivery, String outcome) {
        meters.counter("doorstep.delivery", "channel", delivery.channel().name(), "outcome", outcome)
                .increment();
    }
}
