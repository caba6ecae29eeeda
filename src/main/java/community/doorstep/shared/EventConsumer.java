package community.doorstep.shared;

import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Takes events of one type from the outbox, in a transaction in which each event is marked as handled: what it writes
 * happens once. A failing batch is tried again event by event, later, with growing pauses.
 */
public interface EventConsumer<E extends DomainEvent> {

    /** A stable name, unique in the house; handled events are remembered under it. */
    String name();

    Class<E> type();

    Mono<Void> on(List<E> events);
}
