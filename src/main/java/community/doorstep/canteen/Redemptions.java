package community.doorstep.canteen;

import community.doorstep.booking.Attendance;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Station;
import community.doorstep.identity.People;
import community.doorstep.passes.PassClaim;
import community.doorstep.passes.PassOutcome;
import community.doorstep.passes.Passes;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hands meals out 核销, each once: the meal's row decides, whatever is shown. */
@Component
class Redemptions {

    /** What is shown at the counter: one of the four. */
    record Shown(
            StationId stationId,
            @Nullable UUID bookingId,
            @Nullable String qr,
            @Nullable String digits,
            @Nullable String code) {

        @Override
        public String toString() {
            return "Shown[" + stationId + "]";
        }
    }

    /**
     * @param careful dishes with what the person does not tolerate
     * @param toPayFen what is still due; never why it is not more
     */
    record Handed(
            UUID bookingId,
            String name,
            Serving serving,
            List<AllergyWarning.Hit> careful,
            long toPayFen,
            Instant eatenAt) {}

    /** As it was committed: wrong digits count, though they are refused. */
    record Answer(@Nullable Handed handed, @Nullable PassOutcome refused) {}

    private final MealRows rows;
    private final Allergies allergies;
    private final Attendance attendance;
    private final Passes passes;
    private final People people;
    private final Catalog catalog;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final CanteenSettings settings;
    private final Clock clock;

    Redemptions(
            MealRows rows,
            Allergies allergies,
            Attendance attendance,
            Passes passes,
            People people,
            Catalog catalog,
            Idempotency idempotency,
            Outbox outbox,
            CanteenSettings settings,
            Clock clock) {
        this.rows = rows;
        this.allergies = allergies;
        this.attendance = attendance;
        this.passes = passes;
        this.people = people;
        this.catalog = catalog;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Refuses {@code station-unknown}, {@code meal-unknown} (404), {@code meal-redeemed} (409, {@code eatenAt}),
     * {@code meal-cancelled}, {@code meal-outside-sitting} (409), and what a pass is refused for.
     */
    Mono<Handed> hand(Caller caller, @Nullable String key, Shown shown) {
        List<UUID> communities = List.of(caller.communitiesAt(shown.stationId(), Role.COUNTER, Role.STATION_LEAD));
        Mono<Answer> work = catalog.station(shown.stationId())
                .filter(station -> communities.contains(station.communityId().value()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("station-unknown")))
                .flatMap(station -> shown.bookingId() == null
                        ? byPass(caller, station, shown)
                        : hand(caller, station, shown.bookingId(), "LIST"));
        return idempotency
                .once(caller.person(), key, shown, Answer.class, work)
                .doOnNext(answer -> outbox.nudge())
                .map(Redemptions::handed);
    }

    private static Handed handed(Answer answer) {
        if (answer.refused() != null) {
            throw answer.refused().refusal();
        }
        return Objects.requireNonNull(answer.handed());
    }

    private Mono<Answer> byPass(Caller caller, Station station, Shown shown) {
        return catalog.community(station.communityId())
                .map(community -> new PassClaim(
                        station.communityId(),
                        station.id(),
                        MealPass.PURPOSE,
                        LocalDate.ofInstant(clock.instant(), community.zone()),
                        shown.qr(),
                        shown.digits(),
                        shown.code(),
                        caller.person()))
                .flatMap(passes::use)
                .flatMap(verdict -> verdict.accepted()
                        ? hand(caller, station, Objects.requireNonNull(verdict.subject()), "PASS")
                        : Mono.just(new Answer(null, verdict.outcome())));
    }

    private Mono<Answer> hand(Caller caller, Station station, UUID id, String way) {
        Instant now = clock.instant();
        return rows.locked(id, new UUID[] {station.communityId().value()})
                .filter(meal -> meal.station().equals(station.id()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("meal-unknown")))
                .doOnNext(meal -> mustBeThere(meal, now))
                .flatMap(meal -> rows.eaten(meal, now, way, caller.person()))
                .delayUntil(meal -> outbox.add(new MealEaten(
                        meal.community(), meal.id(), meal.version(), meal.beneficiary(), caller.person(), now)))
                .zipWhen(meal -> came(caller, meal))
                .flatMap(eaten -> view(eaten.getT1(), eaten.getT2(), now));
    }

    private Mono<Attendance.Came> came(Caller caller, Meal meal) {
        return attendance
                .came(caller.person(), meal.id())
                .filter(Attendance.Came::counts)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("meal-cancelled")));
    }

    private void mustBeThere(Meal meal, Instant now) {
        if (meal.state() == MealState.EATEN) {
            throw Refusal.conflict("meal-redeemed").with("eatenAt", Objects.requireNonNull(meal.eatenAt()));
        }
        if (meal.state() == MealState.CANCELLED) {
            throw Refusal.conflict("meal-cancelled");
        }
        boolean open = now.isAfter(meal.startsAt().minus(settings.counterAround()))
                && now.isBefore(meal.endsAt().plus(settings.counterAround()));
        if (!open) {
            throw Refusal.conflict("meal-outside-sitting")
                    .with("startsAt", meal.startsAt())
                    .with("endsAt", meal.endsAt());
        }
    }

    private Mono<Answer> view(Meal meal, Attendance.Came came, Instant now) {
        return people.contact(meal.beneficiary())
                .zipWith(allergies.warning(meal))
                .map(known -> new Handed(
                        meal.id(),
                        known.getT1().name(),
                        meal.serving(),
                        known.getT2().dishes(),
                        came.toPayFen(),
                        now))
                .map(handed -> new Answer(handed, null));
    }
}
