package community.doorstep.catalog;

import community.doorstep.catalog.PlannedChangeController.Revision;
import community.doorstep.shared.Binding;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A schedule cut in two at a day, so that what comes before stays as it was planned. */
@Component
class ScheduleParts {

    private final DatabaseClient database;

    ScheduleParts(DatabaseClient database) {
        this.database = database;
    }

    /** The part from that day on: the schedule itself when it has not begun by then. */
    Mono<UUID> from(Plan plan, Schedule schedule, LocalDate day) {
        if (!day.isAfter(schedule.firstDay())) {
            return Mono.just(schedule.id());
        }
        UUID next = Ids.next();
        return copied(plan, schedule.id(), next, day)
                .then(Mono.defer(() -> end(plan, schedule.id(), day.minusDays(1))))
                .then(Mono.defer(() -> handedOver(plan, schedule.id(), next, day)))
                .thenReturn(next);
    }

    private Mono<Void> copied(Plan plan, UUID schedule, UUID next, LocalDate day) {
        return database.sql("""
            INSERT INTO schedule (community_id, id, service_id, room_id, teacher_id, weekdays, starts, ends, cut_off,
                                  capacity, activities, first_day, last_day, keeps_holidays, days_ahead)
            SELECT community_id, :next, service_id, room_id, teacher_id, weekdays, starts, ends, cut_off,
                   capacity, activities, :day, last_day, keeps_holidays, days_ahead
            FROM schedule WHERE community_id = :community AND id = :schedule
            """)
                .bind("next", next)
                .bind("day", day)
                .bind("community", plan.community().value())
                .bind("schedule", schedule)
                .then();
    }

    Mono<Void> end(Plan plan, UUID schedule, LocalDate lastDay) {
        return database.sql("""
            UPDATE schedule SET last_day = :lastDay, version = version + 1
            WHERE community_id = :community AND id = :schedule
            """)
                .bind("lastDay", lastDay)
                .bind("community", plan.community().value())
                .bind("schedule", schedule)
                .then();
    }

    /** With those that were cancelled by hand, which are not made again. */
    private Mono<Void> handedOver(Plan plan, UUID schedule, UUID next, LocalDate day) {
        return database.sql("""
            UPDATE slot SET schedule_id = :next
            WHERE community_id = :community AND schedule_id = :schedule AND scheduled_day >= :day
            """)
                .bind("next", next)
                .bind("community", plan.community().value())
                .bind("schedule", schedule)
                .bind("day", day)
                .then();
    }

    Mono<Void> write(Plan plan, UUID schedule, Revision wanted) {
        DatabaseClient.GenericExecuteSpec update = database.sql("""
            UPDATE schedule SET starts = :starts, ends = :ends, cut_off = :cutOff, capacity = :capacity,
                room_id = :room, teacher_id = :teacher, version = version + 1
            WHERE community_id = :community AND id = :schedule
            """)
                .bind("starts", wanted.starts())
                .bind("ends", wanted.ends())
                .bind("cutOff", wanted.cutOff())
                .bind("capacity", wanted.capacity())
                .bind("community", plan.community().value())
                .bind("schedule", schedule);
        PersonId teacher = wanted.teacherId();
        update = Binding.orNull(update, "room", wanted.roomId(), UUID.class);
        return Binding.orNull(update, "teacher", teacher == null ? null : teacher.value(), UUID.class)
                .then();
    }
}
