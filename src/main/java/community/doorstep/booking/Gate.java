package community.doorstep.booking;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import community.doorstep.catalog.SlotId;
import community.doorstep.seats.SeatsWatch;
import community.doorstep.seats.SlotSeats;
import community.doorstep.shared.RedisHint;
import community.doorstep.shared.RedisScript;
import community.doorstep.shared.Sha256;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Turns the crowd in front of a full slot away without PostgreSQL. Redis holds what was committed about slots that
 * were full once; an instance asks there only about slots that it has seen full. Whoever got a seat is noted with it
 * before the commit, so that a request that is repeated always comes through to its own answer. A full slot is
 * believed for a second; then one request looks again, whoever may have died meanwhile. All of it is a hint: what is
 * missing or stale lets through, and PostgreSQL decides.
 */
@Component
class Gate implements SeatsWatch {

    static final Duration STAYS = Duration.ofSeconds(1);

    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MOST_SLOTS = 20_000;

    /** Slots with more seats than this are never full of people who all ask again. */
    private static final int MOST_SEATS = 5_000;

    private static final RedisScript<Long> ASK = RedisScript.counting("booking/gate-ask.lua");
    private static final RedisScript<Long> SET = RedisScript.counting("booking/gate-set.lua");

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final RedisHint redis;
    private final BookingKeys keys;
    private final Clock clock;
    private final Counter turnedAway;
    private final Cache<SlotId, Boolean> seenFull = Caffeine.newBuilder()
            .maximumSize(MOST_SLOTS)
            .expireAfterWrite(REMEMBERED)
            .build();

    Gate(RedisHint redis, BookingKeys keys, Clock clock, MeterRegistry meters) {
        this.redis = redis;
        this.keys = keys;
        this.clock = clock;
        this.turnedAway = meters.counter("doorstep.booking.gate.turned-away");
    }

    /** Whether the slot is known to be full, and the demand is neither a repeat nor has a seat kept for it. */
    Mono<Boolean> turnsAway(Demand demand) {
        boolean may = demand.want() == Demand.Want.SEAT && demand.offer() == null && demand.staffOf() == null;
        if (!may || seenFull.getIfPresent(demand.slot()) == null) {
            return Mono.just(false);
        }
        return ask(demand).map(answer -> answer == 1).defaultIfEmpty(false).doOnNext(away -> {
            if (away) {
                turnedAway.increment();
            }
        });
    }

    private Mono<Long> ask(Demand demand) {
        List<String> arguments = List.of(
                name(demand.idempotencyKey()), String.valueOf(clock.millis()), String.valueOf(STAYS.toMillis()));
        return redis.run(ASK, List.of(key(demand.slot())), arguments);
    }

    /** Notes winners on slots that were full before, while their transaction is still open. */
    Mono<Void> admitted(List<Demand> winners, Map<SlotId, SlotSeats> rows) {
        Map<SlotId, List<String>> names = new HashMap<>();
        for (Demand winner : winners) {
            SlotSeats row = rows.get(winner.slot());
            if (row != null && row.filled()) {
                names.computeIfAbsent(winner.slot(), slot -> new ArrayList<>()).add(name(winner.idempotencyKey()));
            }
        }
        return Flux.fromIterable(names.entrySet())
                .concatMap(one -> set(one.getKey(), -1, 0, one.getValue()))
                .then();
    }

    @Override
    public Mono<Void> afterCommit(Collection<SlotSeats> rows) {
        List<SlotSeats> told =
                rows.stream().filter(row -> row.capacity() <= MOST_SEATS).toList();
        return told.isEmpty()
                ? Mono.empty()
                : TransactionSynchronizationManager.forCurrentTransaction()
                        .doOnNext(transaction -> transaction.registerSynchronization(new Telling(told)))
                        .then();
    }

    private final class Telling implements TransactionSynchronization {

        private final List<SlotSeats> rows;

        Telling(List<SlotSeats> rows) {
            this.rows = rows;
        }

        @Override
        public Mono<Void> afterCommit() {
            return tell(rows);
        }
    }

    private Mono<Void> tell(List<SlotSeats> committed) {
        List<SlotSeats> rows =
                committed.stream().filter(row -> !redis.isAway(key(row.slot()))).toList();
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        List<SlotSeats> full = rows.stream().filter(row -> row.free() <= 0).toList();
        return (full.isEmpty() ? Mono.just(Map.<SlotId, List<Demand.Key>>of()) : keys.holders(full))
                .flatMapMany(holders -> Flux.fromIterable(rows)
                        .concatMap(row -> tell(row, holders.getOrDefault(row.slot(), List.of()))))
                .then()
                .onErrorResume(Exception.class, this::untold);
    }

    private Mono<Void> tell(SlotSeats row, List<Demand.Key> holders) {
        if (row.free() > 0) {
            return set(row.slot(), row.version(), row.free(), List.of());
        }
        return set(
                        row.slot(),
                        row.version(),
                        0,
                        holders.stream().map(Gate::name).toList())
                .doOnSuccess(told -> seenFull.put(row.slot(), true));
    }

    private Mono<Void> untold(Exception error) {
        log.warn("The gate was not told; it is looked at again within {}", STAYS, error);
        return Mono.empty();
    }

    private Mono<Void> set(SlotId slot, long version, int free, List<String> names) {
        List<String> arguments = new ArrayList<>(names.size() + 4);
        arguments.add(String.valueOf(version));
        arguments.add(String.valueOf(free));
        arguments.add(String.valueOf(clock.millis() + STAYS.toMillis()));
        arguments.add(String.valueOf(KEPT.toMillis()));
        arguments.addAll(names);
        return redis.run(SET, List.of(key(slot)), arguments).then();
    }

    private static String key(SlotId slot) {
        return "g:{" + slot + "}";
    }

    /** A request's name at the gate: a hash, so that no key lies in Redis in the clear. */
    private static String name(Demand.Key key) {
        byte[] hash = Sha256.of((key.caller() + "/" + key.key()).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 16);
    }
}
