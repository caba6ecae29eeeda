package community.doorstep.catalog;

import community.doorstep.catalog.CatalogAdminController.NewSchedule;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Binding;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** From which slots are made. A schedule is taken as a whole, with all its slots, or not at all. */
@Component
class Schedules {

    private final DatabaseClient database;
    private final Planning planning;
    private final RoomsAndTeachers resources;
    private final DueSlots due;
    private final SlotMaker slots;
    private final Audit audit;

    Schedules(
            DatabaseClient database,
            Planning planning,
            RoomsAndTeachers resources,
            DueSlots due,
            SlotMaker slots,
            Audit audit) {
        this.database = database;
        this.planning = planning;
        this.resources = resources;
        this.due = due;
        this.slots = slots;
        this.audit = audit;
    }

    /** In the caller's transaction; what it refuses stands at the controller. */
    Mono<UUID> add(Caller caller, NewSchedule wanted) {
        checked(wanted);
        UUID id = Ids.next();
        return planning.of(caller, wanted.serviceId())
                .delayUntil(plan -> resources.roomFits(wanted.roomId(), wanted.serviceId(), wanted.capacity()))
                .delayUntil(plan -> resources.teaches(wanted.teacherId(), plan.community()))
                .delayUntil(plan -> insert(plan, id, wanted))
                .delayUntil(plan -> goesOn(plan, id, wanted.roomId(), wanted.teacherId()))
                .flatMap(plan -> audit.note(caller.person(), plan.community(), "schedule-made", id, ""))
                .thenReturn(id);
    }

    private static void checked(NewSchedule wanted) {
        mustBeOrdered(wanted.starts(), wanted.ends(), wanted.cutOff());
        boolean days = wanted.weekdays().stream().distinct().count()
                        == wanted.weekdays().size()
                && (wanted.lastDay() == null || !wanted.lastDay().isBefore(wanted.firstDay()));
        boolean activities = wanted.activities().size() == 1
                || wanted.activities().size() == wanted.weekdays().size();
        if (!days || !activities) {
            throw Refusal.unprocessable("schedule-invalid");
        }
    }

    /** Refuses {@code schedule-invalid} (422). */
    static void mustBeOrdered(LocalTime starts, LocalTime ends, LocalTime cutOff) {
        if (!starts.isBefore(ends) || cutOff.isAfter(ends)) {
            throw Refusal.unprocessable("schedule-invalid");
        }
    }

    private Mono<Void> insert(Plan plan, UUID id, NewSchedule wanted) {
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
            INSERT INTO schedule (community_id, id, service_id, room_id, teacher_id, weekdays, starts, ends,
                                  cut_off, capacity, activities, first_day, last_day, keeps_holidays,
                                  days_ahead)
            SELECT community_id, :id, id, :room, :teacher, :weekdays, :starts, :ends,
                   :cutOff, :capacity, :activities, :firstDay, :lastDay, coalesce(:holidays, kind = 'CARE'),
                   :daysAhead
            FROM service WHERE id = :service AND community_id = :community
            """)
                .bind("id", id)
                .bind("community", plan.community().value())
                .bind("service", wanted.serviceId().value())
                .bind("weekdays", wanted.weekdays().toArray(Integer[]::new))
                .bind("starts", wanted.starts())
                .bind("ends", wanted.ends())
                .bind("cutOff", wanted.cutOff())
                .bind("capacity", wanted.capacity())
                .bind("activities", wanted.activities().toArray(String[]::new))
                .bind("firstDay", wanted.firstDay());
        PersonId teacher = wanted.teacherId();
        insert = Binding.orNull(insert, "room", wanted.roomId(), UUID.class);
        insert = Binding.orNull(insert, "teacher", teacher == null ? null : teacher.value(), UUID.class);
        insert = Binding.orNull(insert, "lastDay", wanted.lastDay(), LocalDate.class);
        insert = Binding.orNull(insert, "holidays", wanted.keepsHolidays(), Boolean.class);
        return Binding.orNull(insert, "daysAhead", wanted.daysAhead(), Integer.class)
                .then();
    }

    /**
     * A schedule as it stands now: what it wants is free, also later, where neither its slots nor the others' are made
     * yet, and the slots that are due are made.
     */
    Mono<Void> goesOn(Plan plan, UUID id, @Nullable UUID room, @Nullable PersonId teacher) {
        return free(plan, id, room, teacher).then(Mono.defer(() -> made(plan, id)));
    }

    private Mono<Void> free(Plan plan, UUID id, @Nullable UUID room, @Nullable PersonId teacher) {
        if (room == null && teacher == null) {
            return Mono.empty();
        }
        return due.everOf(plan, id)
                .flatMap(slots -> resources.mustBeFree(wanted(room, teacher, slots)))
                .then(Mono.defer(() -> resources.mustStayFree(plan, id)));
    }

    private static Wanted wanted(@Nullable UUID room, @Nullable PersonId teacher, List<DueSlot> slots) {
        List<Wanted.Time> times = slots.stream()
                .map(slot -> new Wanted.Time(slot.startsAt(), slot.endsAt()))
                .toList();
        return new Wanted(room, teacher == null ? null : teacher.value(), null, times);
    }

    /** A teacher of two communities may have been taken in the other one meanwhile: then the whole is refused. */
    private Mono<Void> made(Plan plan, UUID id) {
        return due.of(plan, id)
                .flatMap(missing -> slots.make(plan, missing))
                .filter(made -> made.leftOut() == 0)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("teacher-taken")))
                .then();
    }
}
