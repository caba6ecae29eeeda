package community.doorstep.shared;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import reactor.core.publisher.Mono;

/** A consumer made of what it does; see the makers of {@link EventConsumer}. */
record Listening<E extends DomainEvent>(
        String name, Class<E> type, Predicate<E> concerning, Function<List<E>, Mono<Void>> doing)
        implements EventConsumer<E> {

    @Override
    public boolean concerns(E event) {
        return concerning.test(event);
    }

    @Override
    public Mono<Void> on(List<E> events) {
        return doing.apply(events);
    }
}
