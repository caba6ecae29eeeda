package community.doorstep.dispatch;

import community.doorstep.workforce.Shift;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What one worker's phone hears while the worker is on duty. It goes by the shift as it is: one that has changed (a break,
 * another station, other skills) begins with everything anew, one that has ended ends the stream. One for each stream.
 */
final class WorkerListening {

    private static final ServerSentEvent<Object> OVER =
            ServerSentEvent.<Object>builder(Map.of()).event("off-duty").build();

    private final StationNews news;
    private final Mono<Shift> byNow;
    private final Set<JobId> mine = new HashSet<>();
    private Shift shift;
    private @Nullable String lastEventId;

    /** @param byNow the shift as it is when asked; fails when the worker may not listen any more */
    WorkerListening(StationNews news, Mono<Shift> byNow, Shift shift, @Nullable String lastEventId) {
        this.news = news;
        this.byNow = byNow;
        this.shift = shift;
        this.lastEventId = shift.takesJobs() ? lastEventId : null;
    }

    Flux<ServerSentEvent<Object>> events() {
        return Flux.defer(this::whileItLasts)
                .repeat(() -> shift.onDuty())
                .concatWith(Flux.defer(this::afterwards))
                .concatWithValues(OVER);
    }

    private Flux<ServerSentEvent<Object>> whileItLasts() {
        Shift current = shift;
        WorkerView view = WorkerView.of(current);
        String from = lastEventId;
        lastEventId = null;
        return news.since(current.at(), from)
                .concatMap(one -> one.mayConcern(shift.worker()) ? looked(one) : Mono.just(one))
                .takeWhile(one -> shift.equals(current))
                .concatMapIterable(one -> told(view, one));
    }

    /** What is in hand stays. */
    private Flux<ServerSentEvent<Object>> afterwards() {
        WorkerView view = WorkerView.of(shift);
        return news.since(shift.at(), null).take(1).concatMapIterable(one -> told(view, one));
    }

    private Mono<News> looked(News one) {
        return byNow.doOnNext(this::keep).thenReturn(one);
    }

    /** The very same while nothing has changed. */
    private void keep(Shift now) {
        if (!now.equals(shift)) {
            shift = now;
        }
    }

    private List<ServerSentEvent<Object>> told(WorkerView view, News one) {
        return view.told(one, mine).stream()
                .map(told -> ServerSentEvent.builder(told.data())
                        .event(told.event())
                        .id(one.id())
                        .build())
                .toList();
    }
}
