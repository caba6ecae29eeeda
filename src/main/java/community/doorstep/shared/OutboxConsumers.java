package community.doorstep.shared;

import io.r2dbc.spi.Readable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Who listens to which events, and gives them theirs. */
@Component
class OutboxConsumers {

    /** An event as it lies in the outbox. */
    record Taken(UUID id, String type, String payload, int attempts) {

        static Taken of(Readable row) {
            return new Taken(
                    Rows.get(row, "id", UUID.class),
                    Rows.get(row, "type", String.class),
                    Rows.get(row, "payload", String.class),
                    Rows.get(row, "attempts", Integer.class));
        }
    }

    /** What one consumer is to get. */
    record Delivery(EventConsumer<?> consumer, List<Taken> events) {}

    private final JsonMapper json;
    private final Map<String, List<EventConsumer<?>>> consumers;

    OutboxConsumers(JsonMapper json, List<EventConsumer<?>> consumers) {
        this.json = json;
        this.consumers = consumers.stream()
                .collect(Collectors.groupingBy(consumer -> consumer.type().getName()));
    }

    List<Delivery> deliveries(List<Taken> batch) {
        Map<String, List<Taken>> byType = batch.stream().collect(Collectors.groupingBy(Taken::type));
        return byType.entrySet().stream()
                .flatMap(group -> consumers.getOrDefault(group.getKey(), List.of()).stream()
                        .map(consumer -> new Delivery(consumer, group.getValue())))
                .toList();
    }

    Mono<Void> hand(Delivery delivery) {
        return hand(delivery.consumer(), delivery.events());
    }

    private <E extends DomainEvent> Mono<Void> hand(EventConsumer<E> consumer, List<Taken> events) {
        List<E> concerning = new ArrayList<>();
        for (Taken taken : events) {
            E event = json.readValue(taken.payload(), consumer.type());
            if (consumer.concerns(event)) {
                concerning.add(event);
            }
        }
        return concerning.isEmpty() ? Mono.empty() : consumer.on(concerning);
    }
}
