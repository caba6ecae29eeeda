package community.doorstep.dispatch;

import community.doorstep.shared.Detached;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationRef;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Reads one station for one instance, look by look: its events in Redis, or, while Redis has none to give, the
 * differences that PostgreSQL shows. A Redis that has gone back in time (a restored copy) is rebuilt. Each change of source, and each gap, starts over with everything. Not for use by
 * two looks at once.
 */
class StationReader {

    private static final int MOST = 200;
    private static final Duration ENDED_LATELY = Duration.ofSeconds(10);

    private final StationRef at;
    private final StationQueue queue;
    private final StationReads reads;
    private final Rebuilds rebuilds;
    private final Clock clock;
    private final Duration pollEvery;

    private String gen = "";
    private long seq;
    private @Nullable Board board;
    private final Presence presence = new Presence();
    private Instant polledAt = Instant.EPOCH;

    StationReader(
            StationRef at, StationQueue queue, StationReads reads, Rebuilds rebuilds, Clock clock, Duration pollEvery) {
        this.at = at;
        this.queue = queue;
        this.reads = reads;
        this.rebuilds = rebuilds;
        this.clock = clock;
        this.pollEvery = pollEvery;
    }

    /** What is new since the last look. */
    Flux<News> look() {
        return queue.read(at.station(), seq, MOST)
                .doOnNext(this::wantWhole)
                .filter(events -> !events.lost())
                .flatMap(this::fromRedis)
                .switchIfEmpty(Mono.defer(this::fromPostgres))
                .flatMapIterable(news -> news);
    }

    private void wantWhole(StationQueue.Events events) {
        if (events.lost()) {
            rebuilds.lost(at);
        }
    }

    private Mono<List<News>> fromRedis(StationQueue.Events events) {
        if (events.gen().equals(gen) && events.last() < seq) {
            rebuilds.missed(at);
        }
        boolean follows = events.gen().equals(gen) && events.last() >= seq && gapless(events);
        if (!follows) {
            return reset(events.gen(), events.last());
        }
        List<News> news = new ArrayList<>(events.events().size());
        for (StationQueue.Numbered event : events.events()) {
            seq = event.seq();
            news.add(event.news(gen));
        }
        return Mono.just(news);
    }

    private boolean gapless(StationQueue.Events events) {
        return events.events().isEmpty()
                ? events.last() == seq
                : events.events().get(0).seq() == seq + 1;
    }

    /** Everything that PostgreSQL has by now, at a place in the stream that was read before. */
    private Mono<List<News>> reset(String newGen, long newSeq) {
        return Detached.unbroken(reads.shown(at, clock.instant()).map(Job::card).collectList())
                .map(open -> {
                    gen = newGen;
                    seq = newSeq;
                    board = null;
                    return List.of(new News.Reset(gen, seq, open));
                });
    }

    private Mono<List<News>> fromPostgres() {
        Instant now = clock.instant();
        if (board != null && now.isBefore(polledAt.plus(pollEvery)) && !now.isBefore(polledAt)) {
            return Mono.just(List.of());
        }
        return Detached.unbroken(Mono.zip(
                        reads.shown(at, now.minus(ENDED_LATELY)).map(Job::card).collectList(), reads.onDuty(at)))
                .map(seen -> compared(seen.getT1(), seen.getT2(), now));
    }

    private List<News> compared(List<JobCard> cards, Map<PersonId, String> onDuty, Instant now) {
        polledAt = now;
        Board before = board;
        if (before == null) {
            Board first = new Board();
            first.look(cards);
            board = first;
            presence.look(onDuty);
            gen = "pg" + Ids.next().toString().replace("-", "");
            seq = 0;
            return List.of(new News.Reset(
                    gen,
                    seq,
                    cards.stream().filter(card -> !card.state().ended()).toList()));
        }
        List<News> news = new ArrayList<>();
        for (JobCard card : before.look(cards)) {
            news.add(new News.Changed(gen, ++seq, card));
        }
        for (PersonId worker : presence.look(onDuty)) {
            news.add(new News.Duty(gen, ++seq, worker));
        }
        return news;
    }
}
