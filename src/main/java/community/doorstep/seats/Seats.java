package community.doorstep.seats;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.Binding;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Taking seats and giving them back. A slot's row is locked before anything is decided about it. */
@Component
public class Seats {

    private final DatabaseClient database;
    private final SeatsWatch watch;

    Seats(DatabaseClient database, SeatsWatch watch) {
        this.database = database;
        this.watch = watch;
    }

    /** Locks the seats of the slots, always in the same order; unknown slots are not in the answer. */
    public Mono<Map<SlotId, SlotSeats>> lock(Collection<SlotId> slots) {
        return database.sql("""
            SELECT * FROM seats WHERE slot_id = ANY(:slots)
            ORDER BY community_id, slot_id FOR UPDATE
            """)
                .bind("slots", Ids.array(slots, SlotId::value))
                .map(Seats::seatsOf)
                .all()
                .collectMap(SlotSeats::slot);
    }

    /**
     * Changes slots whose rows are locked: one statement for all. The watch is told after the commit, of slots that are
     * full or were full once.
     */
    public Mono<Void> change(Map<SlotId, SeatChange> seats) {
        if (seats.isEmpty()) {
            return Mono.empty();
        }
        List<Map.Entry<SlotId, SeatChange>> changes = List.copyOf(seats.entrySet());
        return database.sql("""
            WITH changed AS (
                UPDATE seats SET taken = seats.taken + change.taken,
                                 waiting = seats.waiting + change.waiting,
                                 next_number = seats.next_number + change.numbers,
                                 filled = seats.filled OR seats.taken + change.taken >= seats.capacity,
                                 version = seats.version + 1
                FROM unnest(:slots, :taken, :waiting, :numbers)
                    AS change (slot_id, taken, waiting, numbers)
                WHERE seats.slot_id = change.slot_id
                RETURNING seats.*)
            SELECT * FROM changed WHERE filled
            """)
                .bind("slots", Ids.array(changes, change -> change.getKey().value()))
                .bind("taken", counts(changes, SeatChange::taken))
                .bind("waiting", counts(changes, SeatChange::waiting))
                .bind("numbers", counts(changes, SeatChange::numbers))
                .map(Seats::seatsOf)
                .all()
                .collectList()
                .flatMap(watch::afterCommit);
    }

    private static Integer[] counts(List<Map.Entry<SlotId, SeatChange>> changes, ToIntFunction<SeatChange> count) {
        return changes.stream()
                .map(change -> count.applyAsInt(change.getValue()))
                .toArray(Integer[]::new);
    }

    /** Drawn: from now on who comes first is served first, after those in line. */
    public Mono<Void> drawn(SlotId slot) {
        return database.sql("UPDATE seats SET lots_until = NULL, version = version + 1 WHERE slot_id = :slot")
                .bind("slot", slot.value())
                .then();
    }

    /** Slots that take no more bookings, with a line that waits for nothing. */
    public Flux<SlotId> overWithLine(Instant now, int most) {
        return database.sql("""
            SELECT slot_id FROM seats WHERE waiting > 0 AND (closed OR cut_off_at <= :now)
            ORDER BY cut_off_at LIMIT :most
            """)
                .bind("now", now)
                .bind("most", most)
                .map(row -> new SlotId(Rows.uuid(row, "slot_id")))
                .all();
    }

    /** Under way, and over by then. */
    public Flux<SlotId> underWay(Instant now, Instant until) {
        return database.sql("""
            SELECT slot_id FROM seats
            WHERE absences_noted_at IS NULL AND ends_at > :now AND ends_at <= :until AND starts_at <= :now
            """)
                .bind("now", now)
                .bind("until", until)
                .map(row -> new SlotId(Rows.uuid(row, "slot_id")))
                .all();
    }

    Flux<SlotSeats> between(ServiceId service, Instant from, Instant to) {
        return database.sql("""
            SELECT * FROM seats
            WHERE service_id = :service AND ends_at > :from AND starts_at < :to
            ORDER BY starts_at, slot_id LIMIT 500
            """)
                .bind("service", service.value())
                .bind("from", from)
                .bind("to", to)
                .map(Seats::seatsOf)
                .all();
    }

    /** @param lotsUntil until when entries for its draw are taken; null when it is not drawn by lot */
    public record NewSlot(Slot slot, @Nullable Instant lotsUntil) {}

    public Mono<Void> insert(List<NewSlot> made) {
        List<Slot> slots = made.stream().map(NewSlot::slot).toList();
        return database.sql("""
            INSERT INTO seats (community_id, slot_id, service_id, station_id, day, starts_at, ends_at,
                               opens_at, cut_off_at, activity, capacity, lots_until)
            SELECT * FROM unnest(:communities, :slots, :services, :stations, :days, :starts, :ends,
                                 :opens, :cutOffs, :activities, :capacities, :lots)
            """)
                .bind("communities", Ids.array(slots, slot -> slot.communityId().value()))
                .bind("slots", Ids.array(slots, slot -> slot.id().value()))
                .bind("services", Ids.array(slots, slot -> slot.serviceId().value()))
                .bind("stations", Ids.array(slots, slot -> slot.stationId().value()))
                .bind("days", slots.stream().map(Slot::day).toArray(LocalDate[]::new))
                .bind("starts", slots.stream().map(Slot::startsAt).toArray(Instant[]::new))
                .bind("ends", slots.stream().map(Slot::endsAt).toArray(Instant[]::new))
                .bind("opens", slots.stream().map(Slot::opensAt).toArray(Instant[]::new))
                .bind("cutOffs", slots.stream().map(Slot::cutOffAt).toArray(Instant[]::new))
                .bind("activities", slots.stream().map(Slot::activity).toArray(String[]::new))
                .bind("capacities", slots.stream().map(Slot::capacity).toArray(Integer[]::new))
                .bind("lots", made.stream().map(NewSlot::lotsUntil).toArray(Instant[]::new))
                .then();
    }

    /** No more bookings. */
    public Mono<Void> close(List<SlotId> slots) {
        return database.sql("""
            WITH locked AS (
                SELECT slot_id FROM seats WHERE slot_id = ANY(:slots)
                ORDER BY community_id, slot_id FOR UPDATE)
            UPDATE seats SET closed = true, version = version + 1
            FROM locked WHERE seats.slot_id = locked.slot_id
            """).bind("slots", Ids.array(slots, SlotId::value)).then();
    }

    /** As the slot is now; a draw that is to come moves along with the opening. */
    public Mono<Void> move(Slot slot) {
        DatabaseClient.GenericExecuteSpec update = database.sql("""
            UPDATE seats SET day = :day, starts_at = :starts, ends_at = :ends,
                lots_until = lots_until + (:opens - opens_at), opens_at = :opens,
                cut_off_at = :cutOff, activity = :activity, capacity = :capacity, version = version + 1
            WHERE slot_id = :slot
            """)
                .bind("day", slot.day())
                .bind("starts", slot.startsAt())
                .bind("ends", slot.endsAt())
                .bind("cutOff", slot.cutOffAt())
                .bind("activity", slot.activity())
                .bind("capacity", slot.capacity())
                .bind("slot", slot.id().value());
        return Binding.orNull(update, "opens", slot.opensAt(), Instant.class).then();
    }

    /** As they are now, without a lock. */
    public Mono<SlotSeats> of(SlotId slot) {
        return database.sql("SELECT * FROM seats WHERE slot_id = :slot")
                .bind("slot", slot.value())
                .map(Seats::seatsOf)
                .one();
    }

    private static SlotSeats seatsOf(Readable row) {
        return new SlotSeats(
                new CommunityId(Rows.uuid(row, "community_id")),
                new SlotId(Rows.uuid(row, "slot_id")),
                new ServiceId(Rows.uuid(row, "service_id")),
                new StationId(Rows.uuid(row, "station_id")),
                Rows.get(row, "day", LocalDate.class),
                Rows.instant(row, "starts_at"),
                Rows.instant(row, "ends_at"),
                Rows.instantOrNull(row, "opens_at"),
                Rows.instant(row, "cut_off_at"),
                Rows.text(row, "activity"),
                Rows.get(row, "capacity", Integer.class),
                Rows.get(row, "taken", Integer.class),
                Rows.get(row, "closed", Boolean.class),
                Rows.get(row, "waiting", Integer.class),
                Rows.get(row, "next_number", Integer.class),
                Rows.get(row, "filled", Boolean.class),
                Rows.instantOrNull(row, "lots_until"),
                Rows.number(row, "version"));
    }
}
