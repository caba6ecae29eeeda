package community.doorstep.catalog;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Slots changed by hand. All of it may be repeated: what is so already is done once. */
@RestController
@RequestMapping("/api/admin/slots/{id}")
class SlotAdminController {

    /** Room and teacher stay when left out. */
    record Move(
            @NotNull OffsetDateTime startsAt,
            @NotNull OffsetDateTime endsAt,
            @Nullable UUID roomId,
            @Nullable PersonId teacherId) {

        Instant start() {
            return startsAt.toInstant().truncatedTo(ChronoUnit.MICROS);
        }

        Instant end() {
            return endsAt.toInstant().truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** @param reason is told to all who have booked */
    record Cancellation(@NotBlank @Size(max = 200) String reason) {}

    private final SlotChanges slots;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Outbox outbox;

    SlotAdminController(SlotChanges slots, TransactionalOperator transaction, Detached detached, Outbox outbox) {
        this.slots = slots;
        this.transaction = transaction;
        this.detached = detached;
        this.outbox = outbox;
    }

    /** No more bookings; those that stand, stand. Repeating it is harmless. Refuses {@code slot-unknown} (404). */
    @PostMapping("/closure")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> close(@AuthenticationPrincipal Caller caller, @PathVariable SlotId id) {
        return write(slots.close(caller, id));
    }

    /** Refuses {@code slot-unknown} (404), {@code slot-over} (409). */
    @PostMapping("/cancellation")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> cancel(
            @AuthenticationPrincipal Caller caller, @PathVariable SlotId id, @Valid @RequestBody Cancellation wanted) {
        return write(slots.cancel(caller, id, wanted.reason().strip()));
    }

    /**
     * To another time, room or teacher; the opening and the cut-off move along. Refuses {@code slot-unknown}, {@code
     * room-unknown}, {@code teacher-unknown} (404), {@code slot-cancelled}, {@code slot-begun}, {@code room-taken}, {@code
     * teacher-taken} (409), {@code room-too-small}, {@code time-range-invalid} (422).
     */
    @PostMapping("/move")
    Mono<Slot> move(@AuthenticationPrincipal Caller caller, @PathVariable SlotId id, @Valid @RequestBody Move wanted) {
        return write(slots.move(caller, id, wanted));
    }

    private <T> Mono<T> write(Mono<T> work) {
        return detached.run(work.as(transaction::transactional)).doOnTerminate(outbox::nudge);
    }
}
