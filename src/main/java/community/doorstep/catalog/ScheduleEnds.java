package community.doorstep.catalog;

import community.doorstep.catalog.PlannedController.End;
import community.doorstep.catalog.PlannedController.Ended;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A schedule gets a last day: no slots are made after it, and those that were made ahead are cancelled. */
@Component
class ScheduleEnds {

    private final DatabaseClient database;
    private final Planning planning;
    private final ScheduleParts parts;
    private final SlotCancelling cancelling;
    private final SlotBookings bookings;
    private final Audit audit;
    private final Clock clock;

    ScheduleEnds(
            DatabaseClient database,
            Planning planning,
            ScheduleParts parts,
            SlotCancelling cancelling,
            SlotBookings bookings,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.planning = planning;
        this.parts = parts;
        this.cancelling = cancelling;
        this.bookings = bookings;
        this.audit = audit;
        this.clock = clock;
    }

    /** How many slots it would cancel, and how many bookings with them; nothing is written. */
    Mono<Ended> preview(Caller caller, UUID schedule, End wanted) {
        return planning.ofSchedule(caller, schedule)
                .delayUntil(plan -> mayEnd(plan, schedule, wanted.lastDay()))
                .flatMap(plan -> gone(plan, schedule, wanted.lastDay()))
                .map(gone -> new Ended(wanted.lastDay(), gone.slots().size(), gone.bookings()));
    }

    /** In the caller's transaction; what it refuses stands at the controller. */
    Mono<Ended> end(Caller caller, UUID schedule, End wanted) {
        return planning.ofSchedule(caller, schedule)
                .delayUntil(plan -> mayEnd(plan, schedule, wanted.lastDay()))
                .delayUntil(plan -> parts.end(plan, schedule, wanted.lastDay()))
                .zipWhen(plan -> gone(plan, schedule, wanted.lastDay())
                        .delayUntil(gone ->
                                cancelling.cancel(plan, gone.slots(), SlotCancelling.Cause.ADMIN, wanted.words())))
                .delayUntil(both -> audit.note(
                        caller.person(),
                        both.getT1().community(),
                        "schedule-ended",
                        schedule,
                        wanted.lastDay() + ", " + both.getT2().slots().size() + " slots"))
                .map(both -> new Ended(
                        wanted.lastDay(),
                        both.getT2().slots().size(),
                        both.getT2().bookings()));
    }

    /** What has been is not undone: yesterday is the earliest. */
    private Mono<Void> mayEnd(Plan plan, UUID schedule, LocalDate lastDay) {
        if (lastDay.isBefore(plan.dayOf(clock.instant()).minusDays(1))) {
            return Mono.error(Refusal.unprocessable("schedule-invalid"));
        }
        return database.sql("""
            SELECT last_day FROM schedule
            WHERE community_id = :community AND id = :schedule AND last_day < :lastDay
            """)
                .bind("community", plan.community().value())
                .bind("schedule", schedule)
                .bind("lastDay", lastDay)
                .map(row -> Rows.get(row, "last_day", LocalDate.class))
                .one()
                .flatMap(ends -> Mono.error(Refusal.conflict("schedule-ended").with("lastDay", ends)));
    }

    private record Gone(List<SlotId> slots, int bookings) {}

    private Mono<Gone> gone(Plan plan, UUID schedule, LocalDate lastDay) {
        return after(plan, schedule, lastDay)
                .flatMap(slots -> bookings.standing(plan.community(), slots).map(booked -> new Gone(slots, booked)));
    }

    /** Also those that were moved to another day: the day that they stand for counts. */
    private Mono<List<SlotId>> after(Plan plan, UUID schedule, LocalDate lastDay) {
        return database.sql("""
            SELECT id FROM slot
            WHERE community_id = :community AND schedule_id = :schedule AND scheduled_day > :lastDay
              AND ends_at > :now AND cancelled_at IS NULL
            """)
                .bind("community", plan.community().value())
                .bind("schedule", schedule)
                .bind("lastDay", lastDay)
                .bind("now", clock.instant())
                .map(row -> new SlotId(Rows.uuid(row, "id")))
                .all()
                .collectList();
    }
}
