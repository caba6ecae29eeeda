package community.doorstep.catalog;

import community.doorstep.catalog.SlotAdminController.Move;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Binding;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What an admin does to a slot by hand, in the caller's transaction. */
@Component
class SlotChanges {

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration FARTHEST = Duration.ofDays(400);

    private record Standing(
            Slot slot, @Nullable UUID room, @Nullable UUID teacher, boolean cancelled) {}

    private final DatabaseClient database;
    private final Planning planning;
    private final RoomsAndTeachers resources;
    private final SlotCancelling cancelling;
    private final SlotNews news;
    private final Audit audit;
    private final Clock clock;

    SlotChanges(
            DatabaseClient database,
            Planning planning,
            RoomsAndTeachers resources,
            SlotCancelling cancelling,
            SlotNews news,
            Audit audit,
            Clock clock) {
        this.database = database;
        this.planning = planning;
        this.resources = resources;
        this.cancelling = cancelling;
        this.news = news;
        this.audit = audit;
        this.clock = clock;
    }

    /** Refuses {@code slot-unknown} (404). */
    Mono<Void> close(Caller caller, SlotId id) {
        return planning.of(caller, id)
                .delayUntil(plan -> database.sql("""
                                UPDATE slot SET closed_at = coalesce(closed_at, :now)
                                WHERE id = :id AND community_id = :community
                                """)
                        .bind("now", clock.instant())
                        .bind("id", id.value())
                        .bind("community", plan.community().value())
                        .then())
                .delayUntil(plan -> news.closed(List.of(id)))
                .flatMap(plan -> note(caller, plan, "slot-closed", id, ""));
    }

    /** Repeating it is harmless: the first reason stands. Refuses {@code slot-unknown} (404), {@code slot-over} (409). */
    Mono<Void> cancel(Caller caller, SlotId id, String reason) {
        return planning.of(caller, id)
                .delayUntil(plan -> standing(id).doOnNext(this::mustNotBeOver))
                .zipWhen(plan -> cancelling.cancel(plan, List.of(id), SlotCancelling.Cause.ADMIN, reason))
                .filter(both -> both.getT2() > 0)
                .flatMap(both -> note(caller, both.getT1(), "slot-cancelled", id, ""));
    }

    private void mustNotBeOver(Standing standing) {
        if (!clock.instant().isBefore(standing.slot().endsAt())) {
            throw Refusal.conflict("slot-over");
        }
    }

    /** What it refuses stands at the controller. */
    Mono<Slot> move(Caller caller, SlotId id, Move wanted) {
        return planning.of(caller, id)
                .zipWhen(plan -> standing(id).doOnNext(this::mustBeAhead))
                .flatMap(both -> same(both.getT2(), wanted)
                        ? Mono.just(both.getT2().slot())
                        : moved(caller, both.getT1(), both.getT2(), wanted));
    }

    private void mustBeAhead(Standing standing) {
        if (standing.cancelled()) {
            throw Refusal.conflict("slot-cancelled");
        }
        if (!clock.instant().isBefore(standing.slot().startsAt())) {
            throw Refusal.conflict("slot-begun");
        }
    }

    private static boolean same(Standing standing, Move wanted) {
        return standing.slot().startsAt().equals(wanted.start())
                && standing.slot().endsAt().equals(wanted.end())
                && (wanted.roomId() == null || wanted.roomId().equals(standing.room()))
                && (wanted.teacherId() == null || wanted.teacherId().value().equals(standing.teacher()));
    }

    private Mono<Slot> moved(Caller caller, Plan plan, Standing standing, Move wanted) {
        Slot before = standing.slot();
        PersonId teacher = wanted.teacherId();
        mustBeATime(wanted);
        Wanted places = new Wanted(
                wanted.roomId() == null ? standing.room() : wanted.roomId(),
                teacher == null ? standing.teacher() : teacher.value(),
                before.id().value(),
                List.of(new Wanted.Time(wanted.start(), wanted.end())));
        return resources
                .roomFits(wanted.roomId(), before.serviceId(), before.capacity())
                .then(Mono.defer(() -> resources.teaches(teacher, plan.community())))
                .then(Mono.defer(() -> resources.mustBeFree(places)))
                .then(Mono.defer(() -> write(plan, before, places, wanted)))
                .delayUntil(news::moved)
                .delayUntil(
                        now -> note(caller, plan, "slot-moved", now.id(), before.startsAt() + " to " + now.startsAt()));
    }

    private void mustBeATime(Move wanted) {
        Instant now = clock.instant();
        boolean right = wanted.start().isAfter(now)
                && wanted.start().isBefore(now.plus(FARTHEST))
                && wanted.end().isAfter(wanted.start())
                && !wanted.end().isAfter(wanted.start().plus(LONGEST));
        if (!right) {
            throw Refusal.unprocessable("time-range-invalid");
        }
    }

    /** Cut-off and opening keep their distance from the start. */
    private Mono<Slot> write(Plan plan, Slot before, Wanted places, Move wanted) {
        DatabaseClient.GenericExecuteSpec update = database.sql("""
                        WITH moved AS (
                            UPDATE slot SET day = :day, starts_at = :starts, ends_at = :ends,
                                opens_at = opens_at + (:starts - starts_at),
                                cut_off_at = least(cut_off_at + (:starts - starts_at), :ends),
                                room_id = :room, teacher_id = :teacher, version = version + 1
                            WHERE community_id = :community AND id = :id AND cancelled_at IS NULL
                            RETURNING *)
                        SELECT moved.*, service.station_id FROM moved
                        JOIN service ON service.community_id = moved.community_id AND service.id = moved.service_id
                        """)
                .bind("day", plan.dayOf(wanted.start()))
                .bind("starts", wanted.start())
                .bind("ends", wanted.end())
                .bind("community", plan.community().value())
                .bind("id", before.id().value());
        update = Binding.orNull(update, "room", places.room(), UUID.class);
        update = Binding.orNull(update, "teacher", places.teacher(), UUID.class);
        return update.map(CatalogRows::slotOf)
                .one()
                .onErrorMap(DataIntegrityViolationException.class, taken -> Refusal.conflict("teacher-taken"));
    }

    private Mono<Standing> standing(SlotId id) {
        return database.sql("""
                        SELECT slot.*, service.station_id FROM slot
                        JOIN service ON service.community_id = slot.community_id AND service.id = slot.service_id
                        WHERE slot.id = :id
                        """)
                .bind("id", id.value())
                .map(SlotChanges::standingOf)
                .one();
    }

    private static Standing standingOf(Readable row) {
        return new Standing(
                CatalogRows.slotOf(row),
                row.get("room_id", UUID.class),
                row.get("teacher_id", UUID.class),
                Rows.instantOrNull(row, "cancelled_at") != null);
    }

    private Mono<Void> note(Caller caller, Plan plan, String action, SlotId slot, String details) {
        return audit.note(caller.person(), plan.community(), action, slot.value(), details);
    }
}
