package community.doorstep.dispatch;

import community.doorstep.identity.CallerNow;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Reach;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.workforce.Shift;
import community.doorstep.workforce.Shifts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The stream of a worker's phone: what the station has for the worker, from where the phone left off. */
@Component
class WorkerStream {

    private final Shifts shifts;
    private final CallerNow callers;
    private final StationNews news;
    private final Sightings sightings;
    private final Streams streams;

    WorkerStream(Shifts shifts, CallerNow callers, StationNews news, Sightings sightings, Streams streams) {
        this.shifts = shifts;
        this.callers = callers;
        this.news = news;
        this.sightings = sightings;
        this.streams = streams;
    }

    /** Refuses {@code off-duty} (409) and {@code role-missing} (403). A right that is withdrawn ends it at once. */
    Mono<Flux<ServerSentEvent<Object>>> open(Caller caller, ServerHttpRequest asked, @Nullable String lastEventId) {
        return shifts.onDuty(caller.person(), caller.communitiesAs(Role.WORKER))
                .map(shift -> mayWork(caller, shift))
                .map(shift -> streams.kept(events(shift, asked, lastEventId)));
    }

    private Flux<ServerSentEvent<Object>> events(Shift shift, ServerHttpRequest asked, @Nullable String lastEventId) {
        Mono<Shift> byNow = callers.of(asked).flatMap(caller -> now(caller, shift));
        return Flux.defer(() -> new WorkerListening(news, byNow, shift, lastEventId).events())
                .doOnNext(event -> sightings.note(Objects.requireNonNull(event.data())));
    }

    private Mono<Shift> now(Caller caller, Shift begun) {
        return Detached.unbroken(shifts.now(caller.person(), caller.communitiesAs(Role.WORKER)))
                .map(found -> mayWork(caller, found.orElseGet(begun::over)));
    }

    private static Shift mayWork(Caller caller, Shift shift) {
        if (!Reach.of(caller, Role.WORKER).covers(shift.at())) {
            throw Refusal.forbidden("role-missing");
        }
        return shift;
    }
}
