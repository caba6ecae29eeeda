package community.doorstep.canteen;

import community.doorstep.booking.Attendance;
import community.doorstep.passes.TabletClock;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.StationId;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a tablet handed out while it was alone. The meals are eaten whatever we say: each use is kept, the first counts,
 * and what was one too many is reported. The same use may be sent again.
 */
@Component
class OfflineRedemptions {

    /** @param id made by the tablet; {@code at} as its clock said */
    record Use(UUID id, UUID bookingId, Instant at) {}

    /**
     * @param at by our clock
     * @param eatenAt when the meal was handed out, as far as that counts
     */
    record Heard(
            UUID id,
            UUID bookingId,
            Outcome outcome,
            Instant at,
            @Nullable Instant eatenAt) {}

    enum Outcome {
        COUNTED,
        /** Handed out before: online, by another tablet, or by the same. */
        TWICE,
        /** The booking was off. */
        CANCELLED,
        UNKNOWN,
        /** So long ago that the absence stands. */
        TOO_LATE
    }

    /** A tablet that is back. */
    record Tablet(CommunityId community, StationId station, Caller by, TabletClock clock) {}

    private static final Comparator<Use> ONE_ORDER =
            Comparator.comparing(Use::bookingId).thenComparing(Use::at).thenComparing(Use::id);

    private final MealRows rows;
    private final RedemptionRows heard;
    private final Attendance attendance;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    OfflineRedemptions(
            MealRows rows,
            RedemptionRows heard,
            Attendance attendance,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.rows = rows;
        this.heard = heard;
        this.attendance = attendance;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /** Meal after meal in one order, so that two tablets do not wait for each other. */
    Mono<List<Heard>> take(Tablet tablet, List<Use> uses) {
        Mono<List<Heard>> work = Flux.fromStream(uses.stream().sorted(ONE_ORDER))
                .concatMap(use -> take(tablet, use))
                .collectList();
        return detached.run(work.as(transaction::transactional)).doOnNext(done -> outbox.nudge());
    }

    /** The meal is locked first: whoever sends the same use at the same time finds it kept. */
    private Mono<Heard> take(Tablet tablet, Use use) {
        Instant at = tablet.clock().right(use.at(), clock.instant());
        Heard unknown = new Heard(use.id(), use.bookingId(), Outcome.UNKNOWN, at, null);
        return rows.locked(use.bookingId(), new UUID[] {tablet.community().value()})
                .filter(meal -> meal.station().equals(tablet.station()))
                .flatMap(meal -> kept(tablet, use, Mono.defer(() -> decided(tablet, use, meal, at))))
                .switchIfEmpty(Mono.defer(() -> kept(tablet, use, Mono.just(unknown))));
    }

    private Mono<Heard> kept(Tablet tablet, Use use, Mono<Heard> decided) {
        return heard.known(tablet.community(), use.id())
                .switchIfEmpty(decided.delayUntil(done -> heard.add(tablet, use, done, clock.instant())));
    }

    private Mono<Heard> decided(Tablet tablet, Use use, Meal meal, Instant at) {
        return switch (meal.state()) {
            case EATEN -> tooMany(use, meal, Outcome.TWICE, at);
            case CANCELLED -> tooMany(use, meal, Outcome.CANCELLED, at);
            case ORDERED, MISSED ->
                attendance
                        .came(tablet.by().person(), meal.id())
                        .flatMap(came -> came.counts()
                                ? counted(tablet, use, meal, at)
                                : tooMany(
                                        use,
                                        meal,
                                        meal.state() == MealState.MISSED ? Outcome.TOO_LATE : Outcome.CANCELLED,
                                        at));
        };
    }

    private Mono<Heard> counted(Tablet tablet, Use use, Meal meal, Instant at) {
        return rows.eaten(meal, at, "OFFLINE", tablet.by().person())
                .delayUntil(eaten -> outbox.add(new MealEaten(
                        eaten.community(),
                        eaten.id(),
                        eaten.version(),
                        eaten.beneficiary(),
                        tablet.by().person(),
                        at)))
                .map(eaten -> new Heard(use.id(), use.bookingId(), Outcome.COUNTED, at, at));
    }

    private Mono<Heard> tooMany(Use use, Meal meal, Outcome outcome, Instant at) {
        return outbox.add(new MealRedeemedTwice(
                        meal.community(), meal.id(), meal.version(), meal.station(), use.id(), at))
                .thenReturn(new Heard(use.id(), use.bookingId(), outcome, at, meal.eatenAt()));
    }
}
