package community.doorstep.dispatch;

import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationRef;
import community.doorstep.workforce.ShiftChanged;
import community.doorstep.workforce.WorkerAway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells through a station's stream that a worker's shift has changed, so that the phone hears at once what is for it now,
 * on whichever instance it listens. What does not reach Redis is healed by the rebuild, after which all start anew.
 */
@Component
class ShiftNews {

    private final StationQueue queue;
    private final Rebuilds rebuilds;
    private final Changes changes;

    ShiftNews(StationQueue queue, Rebuilds rebuilds, Changes changes) {
        this.queue = queue;
        this.rebuilds = rebuilds;
        this.changes = changes;
    }

    /** Never fails. */
    Mono<Void> tell(StationRef at, PersonId worker) {
        return queue.duty(at.station(), worker)
                .doOnNext(stands -> lookAfter(at, stands))
                .switchIfEmpty(Mono.fromRunnable(() -> rebuilds.missed(at)))
                .doFinally(end -> changes.at(at))
                .then();
    }

    private void lookAfter(StationRef at, boolean stands) {
        if (!stands) {
            rebuilds.lost(at);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Hearing {

        /** Off duty, on a break, or at another station. */
        @Bean
        EventConsumer<WorkerAway> awayIsTold(ShiftNews news) {
            return EventConsumer.each(
                    "dispatch-away-is-told",
                    WorkerAway.class,
                    away -> news.tell(
                            new StationRef(away.community(), away.station()), new PersonId(away.aggregate())));
        }

        @Bean
        EventConsumer<ShiftChanged> shiftIsTold(ShiftNews news) {
            return EventConsumer.each(
                    "dispatch-shift-is-told",
                    ShiftChanged.class,
                    change -> news.tell(
                            new StationRef(change.community(), change.station()), new PersonId(change.aggregate())));
        }
    }
}
