package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationRef;
import community.doorstep.workforce.Shift;
import community.doorstep.workforce.Shifts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The stream of a worker's phone: what the station has for the worker, from where the phone left off. */
@Component
class WorkerStream {

    private static final Pattern PLACE = Pattern.compile("([0-9a-zA-Z-]{1,64})-(\\d{1,15})");
    private static final int PHONE_MAY_LAG = 512;
    private static final int MISSED_MOST = 200;

    private final Shifts shifts;
    private final StationFeeds feeds;
    private final StationQueue queue;
    private final JobReads reads;
    private final Streams streams;
    private final Clock clock;

    WorkerStream(Shifts shifts, StationFeeds feeds, StationQueue queue, JobReads reads, Streams streams, Clock clock) {
        this.shifts = shifts;
        this.feeds = feeds;
        this.queue = queue;
        this.reads = reads;
        this.streams = streams;
        this.clock = clock;
    }

    /** Refuses {@code off-duty} (409). */
    Mono<Flux<ServerSentEvent<Object>>> open(Caller caller, @Nullable String lastEventId) {
        return shifts.onDuty(caller.person(), caller.communitiesAs(Role.WORKER))
                .map(shift -> streams.kept(events(shift, lastEventId)));
    }

    private Flux<ServerSentEvent<Object>> events(Shift shift, @Nullable String lastEventId) {
        WorkerView view = new WorkerView(shift.worker(), shift.skills());
        Joined joined = new Joined();
        return feeds.of(shift.at())
                .onBackpressureBuffer(PHONE_MAY_LAG)
                .switchOnFirst((first, live) ->
                        Flux.<Object>merge(live, beginning(shift.at(), Optional.ofNullable(first.get()), lastEventId)))
                .concatMapIterable(joined::next)
                .concatMapIterable(news -> event(view, news));
    }

    private static List<ServerSentEvent<Object>> event(WorkerView view, News news) {
        return view
                .told(news)
                .map(told -> ServerSentEvent.builder(told.data())
                        .event(told.event())
                        .id(news.id())
                        .build())
                .stream()
                .toList();
    }

    /** What the phone missed since its last event; everything, when that place is not known any more. */
    private Mono<Joined.Beginning> beginning(StationRef at, Optional<News> heard, @Nullable String lastEventId) {
        Matcher place = PLACE.matcher(lastEventId == null ? "" : lastEventId);
        Mono<Joined.Beginning> whole = Mono.defer(() -> whole(at, heard));
        return place.matches()
                ? queue.read(at.station(), Long.parseLong(place.group(2)), MISSED_MOST)
                        .flatMap(events ->
                                Mono.justOrEmpty(missed(events, place.group(1), Long.parseLong(place.group(2)))))
                        .switchIfEmpty(whole)
                : whole;
    }

    private static Optional<Joined.Beginning> missed(StationQueue.Events events, String gen, long after) {
        List<News> missed = new ArrayList<>();
        long next = after;
        for (StationQueue.Numbered event : events.events()) {
            if (event.seq() != ++next) {
                return Optional.empty();
            }
            missed.add(new News.Changed(gen, event.seq(), event.card()));
        }
        return events.gen().equals(gen) && events.last() == next
                ? Optional.of(new Joined.Beginning(missed, gen, next))
                : Optional.empty();
    }

    private Mono<Joined.Beginning> whole(StationRef at, Optional<News> heard) {
        String gen = heard.map(News::gen).orElse("");
        long seq = heard.map(News::seq).orElse(0L);
        return Detached.unbroken(reads.at(at, clock.instant()).map(Job::card).collectList())
                .map(open -> Joined.Beginning.whole(new News.Reset(gen, seq, open)));
    }
}
