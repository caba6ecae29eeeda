package community.doorstep.dispatch;

import community.doorstep.shared.StationRef;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Says within this instance that something changed at a station, so that nobody waits for the next look. */
@Component
class Changes {

    private final Sinks.Many<StationRef> changes = Sinks.many().multicast().directBestEffort();
    private final ReentrantLock oneAtATime = new ReentrantLock();

    /** A word lost in a crowd does no harm: the next look is soon. */
    void at(StationRef station) {
        if (oneAtATime.tryLock()) {
            try {
                changes.tryEmitNext(station);
            } finally {
                oneAtATime.unlock();
            }
        }
    }

    Flux<StationRef> flux() {
        return changes.asFlux();
    }
}
