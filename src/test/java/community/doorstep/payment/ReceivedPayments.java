package community.doorstep.payment;

import community.doorstep.shared.EventConsumer;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Remembers what others were told of payments. */
@Component
@Profile("test")
class ReceivedPayments implements EventConsumer<PaymentReceived> {

    private final Queue<PaymentReceived> told = new ConcurrentLinkedQueue<>();

    List<PaymentReceived> of(UUID reference) {
        return told.stream()
                .filter(event -> event.aggregate().equals(reference))
                .toList();
    }

    @Override
    public String name() {
        return "test-received-payments";
    }

    @Override
    public Class<PaymentReceived> type() {
        return PaymentReceived.class;
    }

    @Override
    public Mono<Void> on(List<PaymentReceived> events) {
        return Mono.fromRunnable(() -> told.addAll(events));
    }
}
