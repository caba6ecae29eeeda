package community.doorstep.catalog;

import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells the listeners, one after the other, in the transaction in hand. */
@Component
class SlotNews {

    private final List<SlotListener> listeners;

    SlotNews(List<SlotListener> listeners) {
        this.listeners = listeners;
    }

    Mono<Void> made(List<Slot> slots) {
        return slots.isEmpty()
                ? Mono.empty()
                : Flux.fromIterable(listeners)
                        .concatMap(listener -> listener.made(slots))
                        .then();
    }

    Mono<Void> closed(List<SlotId> slots) {
        return slots.isEmpty()
                ? Mono.empty()
                : Flux.fromIterable(listeners)
                        .concatMap(listener -> listener.closed(slots))
                        .then();
    }

    Mono<Void> moved(Slot slot) {
        return Flux.fromIterable(listeners)
                .concatMap(listener -> listener.moved(slot))
                .then();
    }
}
