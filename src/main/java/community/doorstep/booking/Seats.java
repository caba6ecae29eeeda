package community.doorstep.booking;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotId;
import community.doorstep.catalog.SlotListener;
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
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Taking seats and giving them back. A slot's row is locked before anything is decided about it. */
@Component
class Seats implements SlotListener {

    private final DatabaseClient database;

    Seats(DatabaseClient database) {
        this.database = database;
    }

    /** Locks the seats of the slots, always in the same order; unknown slots are not in the answer. */
    Mono<Map<SlotId, SlotSeats>> lock(Collection<SlotId> slots) {
        return database.sql("""
                        SELECT * FROM seats WHERE slot_id = ANY(:slots)
                        ORDER BY community_id, slot_id FOR UPDATE
                        """)
                .bind("slots", Ids.array(slots, SlotId::value))
                .map(Seats::seatsOf)
                .all()
                .collectMap(SlotSeats::slot);
    }

    /** Adds to the taken seats of each slot (or gives back, when negative): one statement for all. */
    Mono<Void> take(Map<SlotId, Integer> seats) {
        if (seats.isEmpty()) {
            return Mono.empty();
        }
        List<Map.Entry<SlotId, Integer>> changes = List.copyOf(seats.entrySet());
        return database.sql("""
                        UPDATE seats SET taken = seats.taken + change.seats, version = seats.version + 1
                        FROM unnest(:slots, :counts) AS change (slot_id, seats)
                        WHERE seats.slot_id = change.slot_id
                        """)
                .bind("slots", Ids.array(changes, change -> change.getKey().value()))
                .bind("counts", changes.stream().map(Map.Entry::getValue).toArray(Integer[]::new))
                .then();
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

    @Override
    public Mono<Void> made(List<Slot> slots) {
        return database.sql("""
                        INSERT INTO seats (community_id, slot_id, service_id, station_id, day, starts_at, ends_at,
                                           opens_at, cut_off_at, activity, capacity)
                        SELECT * FROM unnest(:communities, :slots, :services, :stations, :days, :starts, :ends,
                                             :opens, :cutOffs, :activities, :capacities)
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
                .then();
    }

    @Override
    public Mono<Void> closed(SlotId slot) {
        return database.sql("UPDATE seats SET closed = true, version = version + 1 WHERE slot_id = :slot")
                .bind("slot", slot.value())
                .then();
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
                Rows.number(row, "version"));
    }
}
