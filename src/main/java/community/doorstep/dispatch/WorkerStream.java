package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Role;
import community.doorstep.workforce.Shift;
import community.doorstep.workforce.Shifts;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The stream of a worker's phone: what the station has for the worker, from where the phone left off. */
@Component
class WorkerStream {

    private final Shifts shifts;
    private final StationNews news;
    private final Sightings sightings;
    private final Streams streams;

    WorkerStream(Shifts shifts, StationNews news, Sightings sightings, Streams streams) {
        this.shifts = shifts;
        this.news = news;
        this.sightings = sightings;
        this.streams = streams;
    }

    /** Refuses {@code off-duty} (409). */
    Mono<Flux<ServerSentEvent<Object>>> open(Caller caller, @Nullable String lastEventId) {
        UUID[] communities = caller.communitiesAs(Role.WORKER);
        return shifts.onDuty(caller.person(), communities)
                .map(shift -> streams.kept(events(shift, communities, lastEventId)));
    }

    private Flux<ServerSentEvent<Object>> events(Shift shift, UUID[] communities, @Nullable String lastEventId) {
        Mono<Shift> byNow =
                Detached.unbroken(shifts.now(shift.worker(), communities)).map(found -> found.orElseGet(shift::over));
        return Flux.defer(() -> new WorkerListening(news, byNow, shift, lastEventId).events())
                .doOnNext(event -> sightings.note(Objects.requireNonNull(event.data())));
    }
}
