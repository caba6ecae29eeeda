package community.doorstep.catalog;

import community.doorstep.shared.Ids;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The slots of one schedule that are still to come, read and written together. */
@Component
class PlannedSlots {

    private final DatabaseClient database;
    private final Clock clock;

    PlannedSlots(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Mono<List<PlannedSlot>> from(Plan plan, UUID schedule, LocalDate day) {
        return database.sql("""
            SELECT id, scheduled_day, starts_at, ends_at, cut_off_at, capacity, room_id, teacher_id FROM slot
            WHERE community_id = :community AND schedule_id = :schedule AND scheduled_day >= :day
              AND starts_at > :now AND cancelled_at IS NULL
            """)
                .bind("community", plan.community().value())
                .bind("schedule", schedule)
                .bind("day", day)
                .bind("now", clock.instant())
                .map(PlannedSlots::slotOf)
                .all()
                .collectList();
    }

    private static PlannedSlot slotOf(Readable row) {
        return new PlannedSlot(
                new SlotId(Rows.uuid(row, "id")),
                Rows.get(row, "scheduled_day", LocalDate.class),
                Rows.instant(row, "starts_at"),
                Rows.instant(row, "ends_at"),
                Rows.instant(row, "cut_off_at"),
                Rows.get(row, "capacity", Integer.class),
                row.get("room_id", UUID.class),
                row.get("teacher_id", UUID.class));
    }

    /** Answers them by id, as their seats are locked. Refuses {@code teacher-taken} (409). */
    Mono<List<Slot>> write(Plan plan, List<PlannedSlot> slots) {
        return database.sql("""
            WITH changed AS (
                UPDATE slot SET starts_at = planned.starts_at, ends_at = planned.ends_at,
                    cut_off_at = planned.cut_off_at, capacity = planned.capacity, room_id = planned.room_id,
                    teacher_id = planned.teacher_id, version = version + 1
                FROM unnest(:ids, :starts, :ends, :cutOffs, :capacities, :rooms, :teachers)
                    AS planned (id, starts_at, ends_at, cut_off_at, capacity, room_id, teacher_id)
                WHERE slot.community_id = :community AND slot.id = planned.id
                RETURNING slot.*)
            SELECT changed.*, service.station_id FROM changed
            JOIN service ON service.community_id = changed.community_id AND service.id = changed.service_id
            ORDER BY changed.id
            """)
                .bind("community", plan.community().value())
                .bind("ids", Ids.array(slots, slot -> slot.id().value()))
                .bind("starts", slots.stream().map(PlannedSlot::startsAt).toArray(Instant[]::new))
                .bind("ends", slots.stream().map(PlannedSlot::endsAt).toArray(Instant[]::new))
                .bind("cutOffs", slots.stream().map(PlannedSlot::cutOffAt).toArray(Instant[]::new))
                .bind("capacities", slots.stream().map(PlannedSlot::capacity).toArray(Integer[]::new))
                .bind("rooms", slots.stream().map(PlannedSlot::room).toArray(UUID[]::new))
                .bind("teachers", slots.stream().map(PlannedSlot::teacher).toArray(UUID[]::new))
                .map(CatalogRows::slotOf)
                .all()
                .collectList()
                .onErrorMap(DataIntegrityViolationException.class, taken -> Refusal.conflict("teacher-taken"));
    }
}
