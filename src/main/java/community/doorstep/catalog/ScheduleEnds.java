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
    private final SlotCancelling cancelling;
    private final Audit audit;
    private final Clock clock;

    ScheduleEnds(DatabaseClient database, Planning planning, SlotCancelling cancelling, Audit audit, Clock clock) {
        this.database = database;
        this.planning = planning;
        this.cancelling = cancelling;
        this.audit = audit;
        this.clock = clock;
    }

    /** How many slots it would cancel; nothing is written. */
    Mono<Ended> preview(Caller caller, UUID schedule, End wanted) {
        return planning.ofSchedule(caller, schedule)
                .delayUntil(plan -> mayEnd(plan, schedule, wanted.lastDay()))
                .flatMap(plan -> after(plan, schedule, wanted.lastDay()))
                .map(gone -> new Ended(wanted.lastDay(), gone.size()));
    }

    /** In the caller's transaction; what it refuses stands at the controller. */
    Mono<Ended> end(Caller caller, UUID schedule, End wanted) {
        return planning.ofSchedule(caller, schedule)
                .delayUntil(plan -> mayEnd(plan, schedule, wanted.lastDay()))
                .delayUntil(plan -> write(plan, schedule, wanted.lastDay()))
                .zipWhen(plan -> after(plan, schedule, wanted.lastDay())
                        .flatMap(gone -> cancelling.cancel(plan, gone, SlotCancelling.Cause.ADMIN, wanted.words())))
                .delayUntil(both -> audit.note(
                        caller.person(),
                        both.getT1().community(),
                        "schedule-ended",
                        schedule,
                        wanted.lastDay() + ", " + both.getT2() + " slots"))
                .map(both -> new Ended(wanted.lastDay(), both.getT2()));
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

    private Mono<Void> write(Plan plan, UUID schedule, LocalDate lastDay) {
        return database.sql("""
            UPDATE schedule SET last_day = :lastDay WHERE community_id = :community AND id = :schedule
            """)
                .bind("lastDay", lastDay)
                .bind("community", plan.community().value())
                .bind("schedule", schedule)
                .then();
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
