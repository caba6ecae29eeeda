package community.doorstep.shared;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
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

    /** One event after the other, in their order. */
    static <E extends DomainEvent> EventConsumer<E> each(String name, Class<E> type, Function<E, Mono<Void>> doing) {
        return each(name, type, event -> true, doing);
    }

    /** The same of those that concern it. */
    static <E extends DomainEvent> EventConsumer<E> each(
            String name, Class<E> type, Predicate<E> concerning, Function<E, Mono<Void>> doing) {
        return together(
                name,
                type,
                concerning,
                events -> Flux.fromIterable(events).concatMap(doing).then());
    }

    /** All that concern it and came together, at once. */
    static <E extends DomainEvent> EventConsumer<E> together(
            String name, Class<E> type, Predicate<E> concerning, Function<List<E>, Mono<Void>> doing) {
        return new Listening<>(name, type, concerning, doing);
    }
}
