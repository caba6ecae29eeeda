package community.doorstep.catalog;

import community.doorstep.identity.Roles;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a slot takes besides its seats: whether it fits, and whether it is free at the time. */
@Component
class RoomsAndTeachers {

    private static final UUID NONE = new UUID(0, 0);

    private final DatabaseClient database;
    private final Roles roles;
    private final CatalogSettings settings;
    private final Clock clock;

    RoomsAndTeachers(DatabaseClient database, Roles roles, CatalogSettings settings, Clock clock) {
        this.database = database;
        this.roles = roles;
        this.settings = settings;
        this.clock = clock;
    }

    /** Refuses {@code room-unknown} (404) unless it is at the service's station, {@code room-too-small} (422). */
    Mono<Void> roomFits(@Nullable UUID room, ServiceId service, int capacity) {
        if (room == null) {
            return Mono.empty();
        }
        return database.sql("""
            SELECT room.seats FROM room
            JOIN service ON service.community_id = room.community_id
                AND service.station_id = room.station_id
            WHERE room.id = :room AND service.id = :service
            """)
                .bind("room", room)
                .bind("service", service.value())
                .map(row -> Rows.get(row, "seats", Integer.class))
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("room-unknown")))
                .filter(seats -> seats >= capacity)
                .switchIfEmpty(Mono.error(() -> Refusal.unprocessable("room-too-small")))
                .then();
    }

    /** Refuses {@code room-too-small} (422) with the first slot of the schedule that stands in a smaller room. */
    Mono<Void> mustHold(Plan plan, UUID schedule) {
        return database.sql("""
            SELECT slot.id, slot.starts_at FROM slot
            JOIN room ON room.community_id = slot.community_id AND room.id = slot.room_id
            WHERE slot.community_id = :community AND slot.schedule_id = :schedule
              AND slot.starts_at > :now AND slot.cancelled_at IS NULL AND slot.capacity > room.seats
            ORDER BY slot.starts_at LIMIT 1
            """)
                .bind("community", plan.community().value())
                .bind("schedule", schedule)
                .bind("now", clock.instant())
                .map(row -> Refusal.unprocessable("room-too-small")
                        .with("slotId", Rows.uuid(row, "id"))
                        .with("startsAt", Rows.instant(row, "starts_at")))
                .one()
                .flatMap(Mono::error);
    }

    /** Refuses {@code teacher-unknown} (404) unless the person is one in the community. */
    Mono<Void> teaches(@Nullable PersonId teacher, CommunityId community) {
        return teacher == null
                ? Mono.empty()
                : roles.held(teacher, Role.TEACHER, community)
                        .filter(held -> held)
                        .switchIfEmpty(Mono.error(() -> Refusal.notFound("teacher-unknown")))
                        .then();
    }

    /** Refuses {@code room-taken}, {@code teacher-taken} (409) with the slot that has it and its time. */
    Mono<Void> mustBeFree(Wanted wanted) {
        if ((wanted.room() == null && wanted.teacher() == null)
                || wanted.times().isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
            SELECT slot.id, slot.starts_at, slot.ends_at, true AS room
            FROM unnest(:starts, :ends) AS wanted (starts_at, ends_at)
            JOIN slot ON slot.room_id = :room AND slot.cancelled_at IS NULL AND slot.id <> :self
                AND tstzrange(slot.starts_at, slot.ends_at) && tstzrange(wanted.starts_at, wanted.ends_at)
            UNION ALL
            SELECT slot.id, slot.starts_at, slot.ends_at, false
            FROM unnest(:starts, :ends) AS wanted (starts_at, ends_at)
            JOIN slot ON slot.teacher_id = :teacher AND slot.cancelled_at IS NULL AND slot.id <> :self
                AND tstzrange(slot.starts_at, slot.ends_at) && tstzrange(wanted.starts_at, wanted.ends_at)
            ORDER BY starts_at, room DESC LIMIT 1
            """)
                .bind(
                        "starts",
                        wanted.times().stream().map(Wanted.Time::startsAt).toArray(Instant[]::new))
                .bind("ends", wanted.times().stream().map(Wanted.Time::endsAt).toArray(Instant[]::new))
                .bind("room", orNone(wanted.room()))
                .bind("teacher", orNone(wanted.teacher()))
                .bind("self", orNone(wanted.slot()))
                .map(row -> taken(row)
                        .with("slotId", Rows.uuid(row, "id"))
                        .with("startsAt", Rows.instant(row, "starts_at"))
                        .with("endsAt", Rows.instant(row, "ends_at")))
                .one()
                .flatMap(Mono::error);
    }

    /**
     * Refuses {@code room-taken}, {@code teacher-taken} (409) with another schedule, and its first day, that will want it
     * at the same time where its slots are not made yet.
     */
    Mono<Void> mustStayFree(Plan plan, UUID schedule) {
        return database.sql("""
            SELECT other.id, clash.day, coalesce(other.room_id = wanted.room_id, false) AS room
            FROM schedule AS wanted
            JOIN schedule AS other ON other.community_id = wanted.community_id AND other.id <> wanted.id
                AND (other.room_id = wanted.room_id OR other.teacher_id = wanted.teacher_id)
                AND other.starts < wanted.ends AND wanted.starts < other.ends
            CROSS JOIN LATERAL (
                SELECT greatest(wanted.first_day, other.first_day,
                                :tomorrow + coalesce(other.days_ahead, :ahead)) AS first_day,
                       least(wanted.last_day, other.last_day) AS last_day) AS both_stand
            CROSS JOIN LATERAL (
                SELECT min(planned.at)::date AS day
                FROM generate_series(both_stand.first_day::timestamp,
                                     least(both_stand.last_day, both_stand.first_day + 6)::timestamp,
                                     interval '1 day') AS planned (at)
                WHERE extract(isodow FROM planned.at)::int = ANY(wanted.weekdays)
                  AND extract(isodow FROM planned.at)::int = ANY(other.weekdays)) AS clash
            WHERE wanted.community_id = :community AND wanted.id = :schedule AND clash.day IS NOT NULL
            ORDER BY clash.day LIMIT 1
            """)
                .bind("community", plan.community().value())
                .bind("schedule", schedule)
                .bind("tomorrow", plan.dayOf(clock.instant()).plusDays(1))
                .bind("ahead", settings.daysAhead())
                .map(row -> taken(row)
                        .with("scheduleId", Rows.uuid(row, "id"))
                        .with("day", Rows.get(row, "day", LocalDate.class)))
                .one()
                .flatMap(Mono::error);
    }

    private static Refusal taken(Readable row) {
        boolean room = Rows.get(row, "room", Boolean.class);
        return room ? Refusal.conflict("room-taken") : Refusal.conflict("teacher-taken");
    }

    private static UUID orNone(@Nullable UUID id) {
        return id == null ? NONE : id;
    }
}
