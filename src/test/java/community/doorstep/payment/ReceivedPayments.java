package community.doorstep.payment;

import community.doorstep.shared.EventConsumer;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Remembers what others were told of payments. */
@Component
@Profile("test")
class ReceivedPayments implements EventConsumer<PaymentReceived> {

    private final Map<UUID, Queue<PaymentReceived>> told = new ConcurrentHashMap<>();

    List<PaymentReceived> of(UUID reference) {
        return List.copyOf(told.getOrDefault(reference, new ConcurrentLinkedQueue<>()));
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
        return Mono.fromRunnable(() -> events.forEach(
                event -> told.computeIfAbsent(event.aggregate(), reference -> new ConcurrentLinkedQueue<>())
                        .add(event)));
    }
}
