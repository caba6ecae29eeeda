package community.doorstep.catalog;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What has been planned so far: the schedules of a service, and the rooms of a community. */
@Component
class Planned {

    private static final String SCHEDULE = """
        SELECT schedule.*, room.station_id, room.name AS room, room.seats, room.version AS room_version
        FROM schedule
        LEFT JOIN room ON room.community_id = schedule.community_id AND room.id = schedule.room_id
        """;

    private final DatabaseClient database;

    Planned(DatabaseClient database) {
        this.database = database;
    }

    Mono<List<Room>> rooms(CommunityId community) {
        return database.sql("""
            SELECT id AS room_id, station_id, name AS room, seats, version AS room_version FROM room
            WHERE community_id = :community
            ORDER BY station_id, name
            """)
                .bind("community", community.value())
                .map(Planned::roomIn)
                .all()
                .collectList();
    }

    /** The newest first, those that have ended too. Refuses {@code service-unknown} (404). */
    Mono<List<Schedule>> of(Caller caller, ServiceId service) {
        return database.sql("SELECT 1 AS one FROM service WHERE id = :id AND community_id = ANY(:communities)")
                .bind("id", service.value())
                .bind("communities", caller.communitiesAs(Role.COMMUNITY_ADMIN))
                .map(row -> service)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("service-unknown")))
                .flatMap(this::schedules);
    }

    private Mono<List<Schedule>> schedules(ServiceId service) {
        return database.sql(SCHEDULE + "WHERE schedule.service_id = :service ORDER BY schedule.id DESC")
                .bind("service", service.value())
                .map(Planned::scheduleOf)
                .all()
                .collectList();
    }

    /** In a community whose plans the transaction holds. */
    Mono<Schedule> one(Plan plan, UUID schedule) {
        return database.sql(SCHEDULE + "WHERE schedule.community_id = :community AND schedule.id = :schedule")
                .bind("community", plan.community().value())
                .bind("schedule", schedule)
                .map(Planned::scheduleOf)
                .one();
    }

    private static Schedule scheduleOf(Readable row) {
        UUID teacher = row.get("teacher_id", UUID.class);
        return new Schedule(
                Rows.uuid(row, "id"),
                new ServiceId(Rows.uuid(row, "service_id")),
                List.of(Rows.get(row, "weekdays", Integer[].class)),
                Rows.get(row, "starts", LocalTime.class),
                Rows.get(row, "ends", LocalTime.class),
                Rows.get(row, "cut_off", LocalTime.class),
                Rows.get(row, "capacity", Integer.class),
                List.of(Rows.get(row, "activities", String[].class)),
                Rows.get(row, "first_day", LocalDate.class),
                row.get("last_day", LocalDate.class),
                roomOf(row),
                teacher == null ? null : new PersonId(teacher),
                Rows.get(row, "keeps_holidays", Boolean.class),
                row.get("days_ahead", Integer.class),
                Rows.number(row, "version"));
    }

    private static @Nullable Room roomOf(Readable row) {
        return row.get("room_id", UUID.class) == null ? null : roomIn(row);
    }

    static Room roomIn(Readable row) {
        return new Room(
                Rows.uuid(row, "room_id"),
                new StationId(Rows.uuid(row, "station_id")),
                Rows.text(row, "room"),
                Rows.get(row, "seats", Integer.class),
                Rows.number(row, "room_version"));
    }
}
