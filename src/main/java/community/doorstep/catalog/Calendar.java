package community.doorstep.catalog;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Binding;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** A community's holidays and make-up days; a change takes hold of the slots that are made already. */
@Component
public class Calendar {

    static final int FARTHEST_DAYS = 1100;
    private static final int MOST_DAYS = 400;

    /** @param cancelled slots that do not take place after all; {@code made}: slots that take place now */
    record Changed(CalendarDay day, int cancelled, int made) {}

    private final DatabaseClient database;
    private final Catalog catalog;
    private final Planning planning;
    private final CalendarSlots slots;
    private final Outbox outbox;
    private final Audit audit;
    private final Detached detached;
    private final TransactionalOperator transaction;
    private final Clock clock;

    Calendar(
            DatabaseClient database,
            Catalog catalog,
            Planning planning,
            CalendarSlots slots,
            Outbox outbox,
            Audit audit,
            Detached detached,
            TransactionalOperator transaction,
            Clock clock) {
        this.database = database;
        this.catalog = catalog;
        this.planning = planning;
        this.slots = slots;
        this.outbox = outbox;
        this.audit = audit;
        this.detached = detached;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Both days included; from today for a quarter of a year when left out. Refuses {@code community-unknown} (404),
     * {@code date-range-invalid} (400).
     */
    Mono<List<CalendarDay>> days(CommunityId id, @Nullable LocalDate from, @Nullable LocalDate to) {
        return catalog.community(id).flatMap(community -> {
            LocalDate first = from == null ? LocalDate.ofInstant(clock.instant(), community.zone()) : from;
            return between(id, first, to == null ? first.plusDays(91) : to);
        });
    }

    /** The holidays and make-up days among these, both ends included. */
    public Mono<Set<LocalDate>> special(CommunityId community, LocalDate first, LocalDate last) {
        return database.sql("""
            SELECT day FROM calendar_day WHERE community_id = :community AND day BETWEEN :first AND :last
            """)
                .bind("community", community.value())
                .bind("first", first)
                .bind("last", last)
                .map(row -> Rows.get(row, "day", LocalDate.class))
                .all()
                .collect(Collectors.toSet());
    }

    /** The same with what each of them is; at most {@link #MOST_DAYS} days. */
    public Mono<Map<LocalDate, CalendarDay>> marked(CommunityId community, LocalDate first, LocalDate last) {
        return between(community, first, last)
                .map(days -> days.stream().collect(Collectors.toMap(CalendarDay::day, day -> day)));
    }

    private Mono<List<CalendarDay>> between(CommunityId community, LocalDate first, LocalDate last) {
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            throw Refusal.badRequest("date-range-invalid").with("mostDays", MOST_DAYS);
        }
        return database.sql("""
            SELECT day, kind, follows, name FROM calendar_day
            WHERE community_id = :community AND day BETWEEN :first AND :last
            ORDER BY day
            """)
                .bind("community", community.value())
                .bind("first", first)
                .bind("last", last)
                .map(Calendar::dayOf)
                .all()
                .collectList();
    }

    /** Refuses {@code community-unknown} (404), {@code calendar-day-invalid}, {@code calendar-day-out-of-range} (422). */
    Mono<Changed> set(Caller caller, CommunityId community, CalendarDay day) {
        if ((day.kind() == CalendarDay.Kind.MAKE_UP) != (day.follows() != null)) {
            throw Refusal.unprocessable("calendar-day-invalid").with("field", "follows");
        }
        return changed(planning.in(caller, community)
                .doOnNext(plan -> mustBeAhead(plan, day.day()))
                .delayUntil(plan -> write(caller, plan, day))
                .delayUntil(plan -> note(caller, plan, "calendar-day-set", day))
                .flatMap(plan -> slots.follow(plan, day)));
    }

    /** Refuses {@code calendar-day-unknown} (404), {@code calendar-day-out-of-range} (422). */
    Mono<Changed> remove(Caller caller, CommunityId community, LocalDate day) {
        return changed(planning.in(caller, community)
                .doOnNext(plan -> mustBeAhead(plan, day))
                .zipWhen(plan -> deleted(plan, day))
                .delayUntil(both -> note(caller, both.getT1(), "calendar-day-removed", both.getT2()))
                .flatMap(both -> slots.follow(both.getT1(), both.getT2())));
    }

    private Mono<Changed> changed(Mono<Changed> work) {
        return detached.run(work.as(transaction::transactional)).doOnNext(done -> outbox.nudge());
    }

    private void mustBeAhead(Plan plan, LocalDate day) {
        LocalDate today = plan.dayOf(clock.instant());
        if (day.isBefore(today) || day.isAfter(today.plusDays(FARTHEST_DAYS))) {
            throw Refusal.unprocessable("calendar-day-out-of-range");
        }
    }

    private Mono<Void> write(Caller caller, Plan plan, CalendarDay day) {
        Integer follows = day.follows();
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
            INSERT INTO calendar_day (community_id, day, kind, follows, name, set_by, set_at)
            VALUES (:community, :day, :kind, :follows, :name, :by, :now)
            ON CONFLICT (community_id, day) DO UPDATE
            SET kind = excluded.kind, follows = excluded.follows, name = excluded.name,
                set_by = excluded.set_by, set_at = excluded.set_at
            """)
                .bind("community", plan.community().value())
                .bind("day", day.day())
                .bind("kind", day.kind().name())
                .bind("name", day.name())
                .bind("by", caller.person().value())
                .bind("now", clock.instant());
        return Binding.orNull(insert, "follows", follows, Integer.class).then();
    }

    private Mono<CalendarDay> deleted(Plan plan, LocalDate day) {
        return database.sql("""
            DELETE FROM calendar_day WHERE community_id = :community AND day = :day
            RETURNING day, kind, follows, name
            """)
                .bind("community", plan.community().value())
                .bind("day", day)
                .map(Calendar::dayOf)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("calendar-day-unknown")));
    }

    private Mono<Void> note(Caller caller, Plan plan, String action, CalendarDay day) {
        return audit.note(
                caller.person(), plan.community(), action, plan.community().value(), day.day() + " " + day.kind());
    }

    private static CalendarDay dayOf(Readable row) {
        return new CalendarDay(
                Rows.get(row, "day", LocalDate.class),
                CalendarDay.Kind.valueOf(Rows.text(row, "kind")),
                row.get("follows", Integer.class),
                Rows.text(row, "name"));
    }
}
