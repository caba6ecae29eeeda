package community.doorstep.shared;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Takes events of one type from the outbox, in the transaction that takes them away or marks them as handled: what it
 * writes happens once. A failing batch is tried again event by event, later, with growing pauses.
 */
public interface EventConsumer<E extends DomainEvent> {

    /** A stable name, unique in the house; handled events are remembered under it. */
    String name();

    Class<E> type();

    /** Events that do not concern it are kept from it. */
    default boolean concerns(E event) {
        return true;
    }

    Mono<Void> on(List<E> events);
}
