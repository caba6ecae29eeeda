package community.doorstep.catalog;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.IfMatch;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What stands planned is changed by whoever has seen it: If-Match is the version that was listed. */
@RestController
@RequestMapping("/api/admin")
class PlannedChangeController {

    record RoomChange(
            @NotBlank @Size(max = 60) String name,
            @Min(1) @Max(10_000) int seats) {}

    /**
     * How the schedule is from a day on; its weekdays and activities stay.
     *
     * @param from the first day of it, tomorrow at the earliest
     * @param roomId none when left out, as {@code teacherId}
     */
    record Revision(
            @NotNull LocalDate from,
            @NotNull LocalTime starts,
            @NotNull LocalTime ends,
            @NotNull LocalTime cutOff,
            @Min(1) @Max(100_000) int capacity,
            @Nullable UUID roomId,
            @Nullable PersonId teacherId) {}

    /**
     * @param scheduleId the schedule from that day on
     * @param slots how many slots it changes that are there already
     * @param bookings how many bookings stand on them
     */
    record Revised(UUID scheduleId, int slots, int bookings) {}

    private record Wish(UUID schedule, Revision revision) {}

    private final ScheduleRevisions revisions;
    private final RoomChanges rooms;
    private final Idempotency idempotency;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Outbox outbox;

    PlannedChangeController(
            ScheduleRevisions revisions,
            RoomChanges rooms,
            Idempotency idempotency,
            TransactionalOperator transaction,
            Detached detached,
            Outbox outbox) {
        this.revisions = revisions;
        this.rooms = rooms;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.detached = detached;
        this.outbox = outbox;
    }

    /**
     * Refuses {@code room-unknown} (404), {@code name-taken} (409), {@code version-changed} (412), {@code room-needed}
     * (422) when what is planned in it has more seats, {@code if-match-missing} (428).
     */
    @PutMapping("/rooms/{id}")
    Mono<ResponseEntity<Room>> change(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @Valid @RequestBody RoomChange wanted) {
        Mono<Room> work = rooms.change(caller, id, IfMatch.version(match), wanted);
        return detached.run(work.as(transaction::transactional))
                .map(room -> IfMatch.answer(HttpStatus.OK, room.version(), room));
    }

    /**
     * Ends it and begins the next in one go, unless it has not begun by then. Slots that are there move with their
     * bookings, but for what was set by hand; whoever booked is told of another time. With {@code preview} all of it is
     * tried and nothing kept. Refuses {@code schedule-unknown}, {@code room-unknown}, {@code teacher-unknown} (404),
     * {@code schedule-ended}, {@code room-taken}, {@code teacher-taken}, {@code seats-taken} (409) when more are booked
     * than it shall have, {@code version-changed} (412), {@code schedule-invalid}, {@code revision-day-invalid}, {@code
     * room-too-small} (422), {@code if-match-missing} (428).
     */
    @PostMapping("/schedules/{id}/revision")
    Mono<Revised> revise(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @RequestParam(defaultValue = "false") boolean preview,
            @Valid @RequestBody Revision wanted) {
        Mono<Revised> work = revisions.revise(caller, id, IfMatch.version(match), wanted);
        return preview
                ? detached.run(
                        transaction.execute(tried -> forgotten(tried, work)).single())
                : idempotency
                        .once(caller.person(), key, new Wish(id, wanted), Revised.class, work)
                        .doOnTerminate(outbox::nudge);
    }

    private static Mono<Revised> forgotten(ReactiveTransaction tried, Mono<Revised> work) {
        tried.setRollbackOnly();
        return work;
    }
}
