package community.doorstep.catalog;

import community.doorstep.catalog.PlannedChangeController.RoomChange;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A room gets another name, or other seats: never fewer than what is planned in it has. */
@Component
class RoomChanges {

    private final DatabaseClient database;
    private final Planning planning;
    private final Audit audit;
    private final Clock clock;

    RoomChanges(DatabaseClient database, Planning planning, Audit audit, Clock clock) {
        this.database = database;
        this.planning = planning;
        this.audit = audit;
        this.clock = clock;
    }

    /** In the caller's transaction; what it refuses stands at the controller. */
    Mono<Room> change(Caller caller, UUID room, long version, RoomChange wanted) {
        return planning.ofRoom(caller, room)
                .delayUntil(plan -> mustHold(plan, room, wanted.seats()))
                .zipWhen(plan -> write(plan, room, version, wanted))
                .delayUntil(both -> audit.note(
                        caller.person(),
                        both.getT1().community(),
                        "room-changed",
                        room,
                        both.getT2().seats() + " seats"))
                .map(both -> both.getT2());
    }

    private Mono<Void> mustHold(Plan plan, UUID room, int seats) {
        return database.sql("""
            SELECT max(capacity) AS needed FROM (
                SELECT capacity FROM schedule
                WHERE community_id = :community AND room_id = :room AND (last_day IS NULL OR last_day >= :today)
                UNION ALL
                SELECT capacity FROM slot
                WHERE community_id = :community AND room_id = :room AND cancelled_at IS NULL AND ends_at > :now
            ) AS planned HAVING max(capacity) > :seats
            """)
                .bind("community", plan.community().value())
                .bind("room", room)
                .bind("today", plan.dayOf(clock.instant()))
                .bind("now", clock.instant())
                .bind("seats", seats)
                .map(row -> Rows.get(row, "needed", Integer.class))
                .one()
                .flatMap(needed -> Mono.error(Refusal.unprocessable("room-needed")
                        .with("needed", needed)
                        .with("field", "seats")));
    }

    private Mono<Room> write(Plan plan, UUID room, long version, RoomChange wanted) {
        return database.sql("""
            UPDATE room SET name = :name, seats = :seats, version = version + 1
            WHERE community_id = :community AND id = :room AND version = :version
            RETURNING id AS room_id, station_id, name AS room, seats, version AS room_version
            """)
                .bind("name", wanted.name().strip())
                .bind("seats", wanted.seats())
                .bind("community", plan.community().value())
                .bind("room", room)
                .bind("version", version)
                .map(Planned::roomIn)
                .one()
                .onErrorMap(DuplicateKeyException.class, taken -> Refusal.conflict("name-taken"))
                .switchIfEmpty(Mono.error(() -> Refusal.preconditionFailed("version-changed")));
    }
}
