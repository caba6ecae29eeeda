package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.RedisHint;
import community.doorstep.shared.RedisScript;
import community.doorstep.shared.StationId;
import io.lettuce.core.SetArgs;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * The stations' queues in Redis, each step one script on one station's keys. Every answer is empty when Redis is away,
 * at once while it is known to be.
 */
@Component
class StationQueue {

    private static final RedisScript<String> LEASE = RedisScript.saying("dispatch/lease.lua");
    private static final RedisScript<Long> UNLEASE = RedisScript.counting("dispatch/unlease.lua");
    private static final RedisScript<List<Object>> SETTLE = RedisScript.listing("dispatch/settle.lua");
    private static final RedisScript<List<Object>> READ = RedisScript.listing("dispatch/read.lua");
    private static final RedisScript<Long> DUTY = RedisScript.counting("dispatch/duty.lua");
    private static final RedisScript<List<Object>> DUMP = RedisScript.listing("dispatch/dump.lua");
    private static final RedisScript<Long> CLEAR = RedisScript.counting("dispatch/clear.lua");
    private static final RedisScript<Long> HOLD = RedisScript.counting("dispatch/hold.lua");
    private static final RedisScript<Long> OPEN = RedisScript.counting("dispatch/open.lua");

    /** What became of settling: whether the station stands, and how many jobs were new to its queue. */
    record Settled(boolean lost, int applied) {}

    /** A station's events after some point; {@code gen} is empty when the station must be rebuilt. */
    record Events(String gen, long last, List<Numbered> events) {

        boolean lost() {
            return gen.isEmpty();
        }
    }

    /** @param card of a job that changed; else the worker whose shift is not what it was */
    record Numbered(
            long seq, @Nullable JobCard card, @Nullable PersonId worker) {

        News news(String gen) {
            return card == null
                    ? new News.Duty(gen, seq, Objects.requireNonNull(worker))
                    : new News.Changed(gen, seq, card);
        }
    }

    private final RedisHint redis;
    private final JsonMapper json;
    private final Clock clock;
    private final DispatchSettings settings;

    StationQueue(RedisHint redis, JsonMapper json, Clock clock, DispatchSettings settings) {
        this.redis = redis;
        this.json = json;
        this.clock = clock;
        this.settings = settings;
    }

    /** Holds the job for a worker who may have so many in hand. */
    Mono<LeaseAnswer> lease(StationId station, JobId job, PersonId worker, String token, int places) {
        StationKeys keys = StationKeys.of(station);
        return ask(
                        LEASE,
                        List.of(keys.gen(), keys.jobs(), keys.lease(), keys.busy()),
                        List.of(
                                job.toString(),
                                worker.toString(),
                                token,
                                now(),
                                millis(settings.lease()),
                                String.valueOf(places)))
                .map(LeaseAnswer::valueOf);
    }

    Mono<Void> unlease(StationId station, JobId job, String token) {
        return ask(UNLEASE, List.of(StationKeys.of(station).lease()), List.of(job.toString(), token))
                .then();
    }

    /** Carries committed states into the queue; what is not newer than the queue knows changes nothing. */
    Mono<Settled> settle(StationId station, List<JobCard> cards, boolean announce) {
        List<String> arguments = settling(cards.size(), announce ? "1" : "0");
        cards.forEach(card -> add(QueueEntry.of(card), announce ? json.writeValueAsString(card) : "", arguments));
        return settle(station, arguments);
    }

    /**
     * Carries lines of {@link QueueEntry} into a station that is being rebuilt, without telling anybody; how many were
     * new to it. Keeps the lock, and is empty when that is another's by now.
     */
    Mono<Integer> fill(StationId station, String token, String lines) {
        List<String> arguments = settling(1, "lines");
        arguments.add(lines);
        return ask(HOLD, List.of(StationKeys.of(station).lock()), List.of(token, millis(settings.rebuildLock())))
                .filter(held -> held == 1)
                .flatMap(held -> settle(station, arguments))
                .map(Settled::applied);
    }

    private List<String> settling(int jobs, String announce) {
        List<String> arguments = new ArrayList<>(4 + 7 * jobs);
        arguments.add(now());
        arguments.add(announce);
        arguments.add(String.valueOf(settings.eventsKept()));
        arguments.add(millis(settings.endedKept()));
        return arguments;
    }

    private Mono<Settled> settle(StationId station, List<String> arguments) {
        return ask(SETTLE, StationKeys.of(station).all(), arguments)
                .map(answer -> new Settled(text(answer, 0).isEmpty(), Integer.parseInt(text(answer, 1))));
    }

    private static void add(QueueEntry entry, String card, List<String> arguments) {
        arguments.add(entry.job());
        arguments.add(String.valueOf(entry.version()));
        arguments.add(entry.state().name());
        arguments.add(entry.worker());
        arguments.add(entry.audience());
        arguments.add(String.valueOf(entry.rank()));
        arguments.add(card);
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    Mono<Events> read(StationId station, long after, int most) {
        StationKeys keys = StationKeys.of(station);
        return ask(READ, List.of(keys.gen(), keys.events()), List.of(String.valueOf(after), String.valueOf(most)))
                .map(this::events);
    }

    private Events events(List<?> answer) {
        List<Numbered> events = new ArrayList<>();
        for (int i = 2; i < answer.size(); i += 2) {
            events.add(numbered(Long.parseLong(text(answer, i)), text(answer, i + 1)));
        }
        return new Events(text(answer, 0), Long.parseLong(text(answer, 1)), events);
    }

    private Numbered numbered(long seq, String told) {
        return told.startsWith("{")
                ? new Numbered(seq, json.readValue(told, JobCard.class), null)
                : new Numbered(seq, null, PersonId.of(told));
    }

    /** Tells who listens that a worker's shift is not what it was; false when the station must be rebuilt. */
    Mono<Boolean> duty(StationId station, PersonId worker) {
        StationKeys keys = StationKeys.of(station);
        return ask(
                        DUTY,
                        List.of(keys.gen(), keys.events()),
                        List.of(worker.toString(), String.valueOf(settings.eventsKept())))
                .map(told -> told == 1);
    }

    /** All that the queue holds, to be compared. */
    Mono<QueueDump> dump(StationId station) {
        return ask(DUMP, StationKeys.of(station).all(), List.of()).map(QueueDump::of);
    }

    /** Takes its generation from a station that cannot be relied on: whoever reads it asks PostgreSQL from now on. */
    Mono<Void> forsake(StationId station) {
        return redis.ask(StationKeys.of(station).gen(), (commands, gen) -> commands.del(gen))
                .then();
    }

    /** Whether the station has a generation. */
    Mono<Boolean> stands(StationId station) {
        return redis.ask(StationKeys.of(station).gen(), (commands, gen) -> commands.hexists(gen, "id"));
    }

    /** Whether this token now holds the station's lock for rebuilding. */
    Mono<Boolean> lock(StationId station, String token) {
        SetArgs unlessHeld = SetArgs.Builder.nx().px(settings.rebuildLock());
        return redis.ask(StationKeys.of(station).lock(), (commands, lock) -> commands.set(lock, token, unlessHeld))
                .map("OK"::equals)
                .defaultIfEmpty(false);
    }

    /** Empties the station; false when the lock is another's. */
    Mono<Boolean> clear(StationId station, String token) {
        StationKeys keys = StationKeys.of(station);
        List<String> all = new ArrayList<>(List.of(keys.lock()));
        all.addAll(keys.all());
        return ask(CLEAR, all, List.of(token)).map(done -> done == 1);
    }

    /** Opens the rebuilt station and gives the lock back; false when the lock is another's. */
    Mono<Boolean> open(StationId station, String token, String gen) {
        StationKeys keys = StationKeys.of(station);
        return ask(OPEN, List.of(keys.lock(), keys.gen()), List.of(token, gen)).map(done -> done == 1);
    }

    private <T> Mono<T> ask(RedisScript<T> script, List<String> keys, List<String> arguments) {
        return redis.run(script, keys, arguments);
    }

    private static String text(List<?> answer, int index) {
        return String.valueOf(answer.get(index));
    }

    private String now() {
        return String.valueOf(clock.millis());
    }
}
