package community.doorstep.shared;

import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
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

    /** Events of one type, for one consumer. */
    record Delivery(EventConsumer<?> consumer, List<Taken> events) {}

    private final JsonMapper json;
    private final Map<String, List<EventConsumer<?>>> consumers;

    OutboxConsumers(JsonMapper json, List<EventConsumer<?>> consumers) {
        this.json = json;
        this.consumers = consumers.stream()
                .collect(Collectors.groupingBy(consumer -> consumer.type().getName()));
    }

    /** Gives all of them to all who listen, each read once. */
    Mono<Void> hand(List<Taken> batch) {
        return Flux.fromIterable(byType(batch).values())
                .concatMap(this::handToAll)
                .then();
    }

    private Mono<Void> handToAll(List<Taken> sameType) {
        List<EventConsumer<?>> listening = listening(sameType.get(0).type());
        if (listening.isEmpty()) {
            return Mono.empty();
        }
        List<DomainEvent> events = read(sameType, listening.get(0).type());
        return Flux.fromIterable(listening)
                .concatMap(consumer -> hand(consumer, events))
                .then();
    }

    List<Delivery> deliveries(List<Taken> batch) {
        return byType(batch).entrySet().stream()
                .flatMap(group ->
                        listening(group.getKey()).stream().map(consumer -> new Delivery(consumer, group.getValue())))
                .toList();
    }

    Mono<Void> hand(Delivery delivery) {
        return hand(
                delivery.consumer(), read(delivery.events(), delivery.consumer().type()));
    }

    private List<DomainEvent> read(List<Taken> sameType, Class<? extends DomainEvent> type) {
        return sameType.stream()
                .<DomainEvent>map(taken -> json.readValue(taken.payload(), type))
                .toList();
    }

    private static <E extends DomainEvent> Mono<Void> hand(EventConsumer<E> consumer, List<DomainEvent> events) {
        List<E> concerning = events.stream()
                .map(consumer.type()::cast)
                .filter(consumer::concerns)
                .toList();
        return concerning.isEmpty() ? Mono.empty() : consumer.on(concerning);
    }

    private List<EventConsumer<?>> listening(String type) {
        return consumers.getOrDefault(type, List.of());
    }

    private static Map<String, List<Taken>> byType(List<Taken> batch) {
        return batch.stream().collect(Collectors.groupingBy(Taken::type));
    }
}
