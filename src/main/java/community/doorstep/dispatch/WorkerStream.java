package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Role;
import community.doorstep.workforce.Shift;
import community.doorstep.workforce.Shifts;
import java.util.List;
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
        return shifts.onDuty(caller.person(), caller.communitiesAs(Role.WORKER))
                .map(shift -> streams.kept(events(shift, lastEventId)));
    }

    private Flux<ServerSentEvent<Object>> events(Shift shift, @Nullable String lastEventId) {
        WorkerView view = new WorkerView(shift.worker(), shift.skills());
        return news.since(shift.at(), lastEventId).concatMapIterable(one -> event(view, one));
    }

    private List<ServerSentEvent<Object>> event(WorkerView view, News one) {
        return view
                .told(one)
                .map(told -> {
                    sightings.note(told.data());
                    return ServerSentEvent.builder(told.data())
                            .event(told.event())
                            .id(one.id())
                            .build();
                })
                .stream()
                .toList();
    }
}
