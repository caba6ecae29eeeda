package community.doorstep.catalog;

import community.doorstep.catalog.ClosureController.NewClosure;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Binding;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Page;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Shutting a station or a service at once, for some days, and opening it again. */
@Component
class Closures {

    private static final int MOST_DAYS = 92;
    private static final int FARTHEST_DAYS = 400;

    /** What is shut, of what the admin named. */
    record Place(Plan plan, StationId station, @Nullable ServiceId service) {}

    private final DatabaseClient database;
    private final Planning planning;
    private final SlotCancelling cancelling;
    private final SlotMaker slots;
    private final Audit audit;
    private final Clock clock;

    Closures(
            DatabaseClient database,
            Planning planning,
            SlotCancelling cancelling,
            SlotMaker slots,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.planning = planning;
        this.cancelling = cancelling;
        this.slots = slots;
        this.audit = audit;
        this.clock = clock;
    }

    Mono<Page<Closure>> list(Caller caller, @Nullable String cursor, int size) {
        return database.sql("""
                        SELECT * FROM closure WHERE community_id = ANY(:communities) AND id < :before
                        ORDER BY id DESC LIMIT :most
                        """)
                .bind("communities", caller.communitiesAs(Role.COMMUNITY_ADMIN))
                .bind("before", Page.before(cursor))
                .bind("most", Page.size(size) + 1)
                .map(Closures::closureOf)
                .all()
                .collectList()
                .map(found -> Page.of(found, size, Closure::made));
    }

    /** How many slots it would cancel; nothing is written. */
    Mono<Closure> preview(Caller caller, NewClosure wanted) {
        return place(caller, wanted)
                .zipWhen(place -> standing(place, wanted))
                .map(both -> closure(null, both.getT1(), wanted, both.getT2().size()));
    }

    /** In the caller's transaction. */
    Mono<Closure> close(Caller caller, NewClosure wanted) {
        return place(caller, wanted)
                .zipWhen(place -> standing(place, wanted)
                        .flatMap(gone ->
                                cancelling.cancel(place.plan(), gone, SlotCancelling.Cause.CLOSURE, wanted.words())))
                .map(both -> closure(Ids.next(), both.getT1(), wanted, both.getT2()))
                .delayUntil(closure -> write(caller, closure));
    }

    private Mono<Place> place(Caller caller, NewClosure wanted) {
        ServiceId service = wanted.serviceId();
        StationId station = wanted.stationId();
        if (service != null && station == null) {
            return planning.of(caller, service)
                    .delayUntil(plan -> inRange(plan, wanted))
                    .zipWhen(plan -> stationOf(service), (plan, its) -> new Place(plan, its, service));
        }
        if (station != null && service == null) {
            return planning.of(caller, station)
                    .delayUntil(plan -> inRange(plan, wanted))
                    .map(plan -> new Place(plan, station, null));
        }
        throw Refusal.unprocessable("closure-place-unclear");
    }

    private Mono<Void> inRange(Plan plan, NewClosure wanted) {
        LocalDate today = plan.dayOf(clock.instant());
        boolean right = !wanted.to().isBefore(wanted.from())
                && ChronoUnit.DAYS.between(wanted.from(), wanted.to()) < MOST_DAYS
                && !wanted.to().isBefore(today)
                && !wanted.to().isAfter(today.plusDays(FARTHEST_DAYS));
        return right
                ? Mono.empty()
                : Mono.error(Refusal.badRequest("date-range-invalid").with("mostDays", MOST_DAYS));
    }

    private Mono<StationId> stationOf(ServiceId service) {
        return database.sql("SELECT station_id FROM service WHERE id = :id")
                .bind("id", service.value())
                .map(row -> new StationId(Rows.uuid(row, "station_id")))
                .one();
    }

    private Mono<List<SlotId>> standing(Place place, NewClosure wanted) {
        ServiceId service = place.service();
        return database.sql("""
                        SELECT slot.id FROM slot
                        JOIN service ON service.community_id = slot.community_id AND service.id = slot.service_id
                        WHERE slot.community_id = :community AND service.station_id = :station
                          AND (:whole OR service.id = :service)
                          AND slot.day BETWEEN :first AND :last AND slot.ends_at > :now AND slot.cancelled_at IS NULL
                        """)
                .bind("community", place.plan().community().value())
                .bind("station", place.station().value())
                .bind("whole", service == null)
                .bind("service", service == null ? place.station().value() : service.value())
                .bind("first", wanted.from())
                .bind("last", wanted.to())
                .bind("now", clock.instant())
                .map(row -> new SlotId(Rows.uuid(row, "id")))
                .all()
                .collectList();
    }

    private static Closure closure(@Nullable UUID id, Place place, NewClosure wanted, int slots) {
        return new Closure(
                id, place.station(), place.service(), wanted.from(), wanted.to(), wanted.words(), slots, null);
    }

    private Mono<Void> write(Caller caller, Closure closure) {
        ServiceId service = closure.serviceId();
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
                        INSERT INTO closure (community_id, id, station_id, service_id, first_day, last_day, reason, slots,
                                             made_by, made_at)
                        SELECT community_id, :id, id, :service, :first, :last, :reason, :slots, :by, :now
                        FROM station WHERE id = :station
                        RETURNING community_id
                        """)
                .bind("id", closure.made())
                .bind("station", closure.stationId().value())
                .bind("first", closure.from())
                .bind("last", closure.to())
                .bind("reason", closure.reason())
                .bind("slots", closure.slots())
                .bind("by", caller.person().value())
                .bind("now", clock.instant());
        return Binding.orNull(insert, "service", service == null ? null : service.value(), UUID.class)
                .map(row -> new CommunityId(Rows.uuid(row, "community_id")))
                .one()
                .flatMap(community -> audit.note(
                        caller.person(), community, "closure-made", closure.made(), closure.slots() + " slots"));
    }

    /** Makes the slots again that are still ahead. Refuses {@code closure-unknown} (404); repeating it is harmless. */
    Mono<SlotsMade> reopen(Caller caller, UUID id) {
        return database.sql("""
                        UPDATE closure SET ended_at = coalesce(ended_at, :now)
                        WHERE id = :id AND community_id = ANY(:communities)
                        RETURNING community_id
                        """)
                .bind("now", clock.instant())
                .bind("id", id)
                .bind("communities", caller.communitiesAs(Role.COMMUNITY_ADMIN))
                .map(row -> new CommunityId(Rows.uuid(row, "community_id")))
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("closure-unknown")))
                .delayUntil(community -> audit.note(caller.person(), community, "closure-ended", id, ""))
                .flatMap(planning::in)
                .flatMap(slots::make);
    }

    private static Closure closureOf(Readable row) {
        UUID service = row.get("service_id", UUID.class);
        return new Closure(
                Rows.uuid(row, "id"),
                new StationId(Rows.uuid(row, "station_id")),
                service == null ? null : new ServiceId(service),
                Rows.get(row, "first_day", LocalDate.class),
                Rows.get(row, "last_day", LocalDate.class),
                Rows.text(row, "reason"),
                Rows.get(row, "slots", Integer.class),
                Rows.instantOrNull(row, "ended_at"));
    }
}
