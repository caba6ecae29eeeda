package community.doorstep.supplement;

import community.doorstep.payment.PaymentReceived;
import community.doorstep.payment.Payments;
import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.Outbox;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A payment settles its supplement; what comes after it was withdrawn goes back, never refused. */
@Component
class PaidSupplements implements EventConsumer<PaymentReceived> {

    private static final Comparator<PaymentReceived> IN_ORDER =
            Comparator.comparing(event -> event.aggregate().toString());

    private final SupplementRows rows;
    private final Payments payments;
    private final Outbox outbox;

    PaidSupplements(SupplementRows rows, Payments payments, Outbox outbox) {
        this.rows = rows;
        this.payments = payments;
        this.outbox = outbox;
    }

    @Override
    public String name() {
        return "paid-supplements";
    }

    @Override
    public Class<PaymentReceived> type() {
        return PaymentReceived.class;
    }

    @Override
    public Mono<Void> on(List<PaymentReceived> events) {
        return Flux.fromStream(events.stream().sorted(IN_ORDER))
                .concatMap(this::paid)
                .then();
    }

    private Mono<Void> paid(PaymentReceived event) {
        return rows.paid(event.aggregate())
                .delayUntil(supplement -> outbox.add(supplement.paid()))
                .switchIfEmpty(Mono.defer(() -> tooLate(event).then(Mono.empty())))
                .then();
    }

    /** A reference that is no supplement was paid for something else, and is not ours to give back. */
    private Mono<Void> tooLate(PaymentReceived event) {
        return rows.byIds(List.of(event.aggregate()))
                .filter(supplement -> supplement.state() == SupplementState.WITHDRAWN)
                .concatMap(over ->
                        payments.refundFor(over.communityId(), event.aggregate(), event.amountFen(), "已撤销，自动退款"))
                .then();
    }
}
