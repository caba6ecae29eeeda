package community.doorstep.dispatch;

import community.doorstep.shared.Detached;
import community.doorstep.shared.StationRef;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A station's news from where a phone left off: what it missed, or everything, and then what happens. */
@Component
class StationNews {

    private static final Pattern PLACE = Pattern.compile("([0-9a-zA-Z-]{1,64})-(\\d{1,15})");
    private static final int PHONE_MAY_LAG = 512;
    private static final int MISSED_MOST = 200;

    private final StationFeeds feeds;
    private final StationQueue queue;
    private final StationReads reads;
    private final Clock clock;

    StationNews(StationFeeds feeds, StationQueue queue, StationReads reads, Clock clock) {
        this.feeds = feeds;
        this.queue = queue;
        this.reads = reads;
        this.clock = clock;
    }

    /** A place that was never told of, be it forged or lost, begins with everything. */
    Flux<News> since(StationRef at, @Nullable String lastEventId) {
        return Flux.defer(() -> {
            Joined joined = new Joined();
            return feeds.of(at)
                    .onBackpressureBuffer(PHONE_MAY_LAG)
                    .switchOnFirst((first, live) ->
                            Flux.<Object>merge(live, beginning(at, Optional.ofNullable(first.get()), lastEventId)))
                    .concatMapIterable(joined::next);
        });
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
            missed.add(event.news(gen));
        }
        return events.gen().equals(gen) && events.last() == next
                ? Optional.of(new Joined.Beginning(missed, gen, next))
                : Optional.empty();
    }

    private Mono<Joined.Beginning> whole(StationRef at, Optional<News> heard) {
        String gen = heard.map(News::gen).orElse("");
        long seq = heard.map(News::seq).orElse(0L);
        return Detached.unbroken(reads.shown(at, clock.instant()).map(Job::card).collectList())
                .map(open -> Joined.Beginning.whole(new News.Reset(gen, seq, open)));
    }
}
