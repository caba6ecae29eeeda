package community.doorstep.catalog;

import community.doorstep.shared.EventConsumer;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Remembers what others were told of cancelled slots. */
@Component
@Profile("test")
class CancelledSlots implements EventConsumer<SlotCancelled> {

    private final Queue<SlotCancelled> told = new ConcurrentLinkedQueue<>();

    List<SlotCancelled> of(String service) {
        UUID id = UUID.fromString(service);
        return told.stream().filter(event -> event.service().value().equals(id)).toList();
    }

    @Override
    public String name() {
        return "test-cancelled-slots";
    }

    @Override
    public Class<SlotCancelled> type() {
        return SlotCancelled.class;
    }

    @Override
    public Mono<Void> on(List<SlotCancelled> events) {
        return Mono.fromRunnable(() -> told.addAll(events));
    }
}
