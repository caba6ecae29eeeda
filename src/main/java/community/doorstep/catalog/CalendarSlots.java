package community.doorstep.catalog;

import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings the slots of one day into line with the calendar, after it was changed in the same transaction. */
@Component
class CalendarSlots {

    private final DatabaseClient database;
    private final SlotCancelling cancelling;
    private final SlotMaker slots;
    private final SlotNews news;
    private final Clock clock;

    CalendarSlots(DatabaseClient database, SlotCancelling cancelling, SlotMaker slots, SlotNews news, Clock clock) {
        this.database = database;
        this.cancelling = cancelling;
        this.slots = slots;
        this.news = news;
        this.clock = clock;
    }

    /** The day's name is the reason that residents read. */
    Mono<Calendar.Changed> follow(Plan plan, CalendarDay day) {
        return unwanted(plan, day)
                .flatMap(gone -> cancelling.cancel(plan, gone, SlotCancelling.Cause.CALENDAR, day.name()))
                .delayUntil(cancelled -> otherActivity(plan, day).concatMap(news::moved))
                .zipWhen(cancelled -> slots.make(plan))
                .map(both -> new Calendar.Changed(
                        day, both.getT1(), both.getT2().slots().size()));
    }

    private Mono<List<SlotId>> unwanted(Plan plan, CalendarDay day) {
        return database.sql("""
                        SELECT slot.id FROM slot
                        JOIN schedule ON schedule.community_id = slot.community_id AND schedule.id = slot.schedule_id
                        LEFT JOIN calendar_day ON calendar_day.community_id = slot.community_id
                            AND calendar_day.day = slot.day
                        WHERE slot.community_id = :community AND slot.day = :day AND slot.cancelled_at IS NULL
                          AND slot.ends_at > :now AND schedule.keeps_holidays
                          AND (calendar_day.kind = 'HOLIDAY'
                               OR slot.scheduled_day = slot.day
                                  AND coalesce(calendar_day.follows, extract(isodow FROM slot.day)::int)
                                      <> ALL(schedule.weekdays))
                        """)
                .bind("community", plan.community().value())
                .bind("day", day.day())
                .bind("now", clock.instant())
                .map(row -> new SlotId(Rows.uuid(row, "id")))
                .all()
                .collectList();
    }

    private Flux<Slot> otherActivity(Plan plan, CalendarDay day) {
        return database.sql("""
                        WITH planned AS (
                            SELECT slot.id, schedule.activities[array_position(schedule.weekdays,
                                       coalesce(calendar_day.follows, extract(isodow FROM slot.day)::int))] AS activity
                            FROM slot
                            JOIN schedule ON schedule.community_id = slot.community_id
                                AND schedule.id = slot.schedule_id
                            LEFT JOIN calendar_day ON calendar_day.community_id = slot.community_id
                                AND calendar_day.day = slot.day
                            WHERE slot.community_id = :community AND slot.day = :day AND slot.scheduled_day = :day
                              AND slot.cancelled_at IS NULL AND slot.starts_at > :now
                              AND schedule.keeps_holidays AND cardinality(schedule.activities) > 1),
                        changed AS (
                            UPDATE slot SET activity = planned.activity, version = version + 1
                            FROM planned
                            WHERE slot.community_id = :community AND slot.id = planned.id
                              AND slot.activity <> planned.activity
                            RETURNING slot.*)
                        SELECT changed.*, service.station_id FROM changed
                        JOIN service ON service.community_id = changed.community_id
                            AND service.id = changed.service_id
                        """)
                .bind("community", plan.community().value())
                .bind("day", day.day())
                .bind("now", clock.instant())
                .map(CatalogRows::slotOf)
                .all()
                .collectList()
                .flatMapIterable(changed -> changed);
    }
}
