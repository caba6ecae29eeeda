package community.doorstep.notice;

import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.EventConsumer;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes the consumers that turn a module's events into news. A module's news stand together in one configuration, e.g.
 * {@link EvidenceNews}; a new kind needs its line in {@link NoticeKind} and its words.
 */
@Component
class Telling {

    private record Consumer<E extends DomainEvent>(
            String name, Class<E> type, Function<List<E>, Flux<Letter>> letters, Notices notices)
            implements EventConsumer<E> {

        @Override
        public Mono<Void> on(List<E> events) {
            return letters.apply(events).collectList().flatMap(notices::tell);
        }
    }

    private final Notices notices;
    private final HeardLast heard;

    Telling(Notices notices, HeardLast heard) {
        this.notices = notices;
        this.heard = heard;
    }

    /** @param name stable and unique, see {@link EventConsumer#name} */
    <E extends DomainEvent> EventConsumer<E> of(String name, Class<E> type, Function<E, Letter> letter) {
        return later(name, type, event -> Mono.just(letter.apply(event)));
    }

    /** What needs a look elsewhere first; nothing is told when it is empty. */
    <E extends DomainEvent> EventConsumer<E> later(String name, Class<E> type, Function<E, Mono<Letter>> letter) {
        return together(name, type, events -> Flux.fromIterable(events).concatMap(letter));
    }

    /** What needs one look for all that came together. */
    <E extends DomainEvent> EventConsumer<E> together(
            String name, Class<E> type, Function<List<E>, Flux<Letter>> letters) {
        return new Consumer<>(name, type, letters, notices);
    }

    /** What the newer makes out of date: it is not told after that. */
    <E extends DomainEvent> EventConsumer<E> newest(String name, Class<E> type, Function<E, Mono<Letter>> letter) {
        return together(
                name,
                type,
                events -> heard.inTime(events).flatMapIterable(inTime -> inTime).concatMap(letter));
    }
}
