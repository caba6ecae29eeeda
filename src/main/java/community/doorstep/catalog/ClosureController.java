package community.doorstep.catalog;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Page;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sudden closures: a burst pipe, a teacher who is ill. */
@RestController
@RequestMapping("/api/admin/closures")
class ClosureController {

    /**
     * @param stationId all services of this station; or
     * @param serviceId this one
     * @param reason is told to all who have booked
     */
    record NewClosure(
            @Nullable StationId stationId,
            @Nullable ServiceId serviceId,
            @NotNull LocalDate from,
            @NotNull LocalDate to,
            @NotBlank @Size(max = 200) String reason) {

        String words() {
            return reason.strip();
        }
    }

    /** @param leftOut how many could not be made again because their room or teacher is taken now */
    record Reopened(int made, int leftOut) {}

    private final Closures closures;
    private final Idempotency idempotency;
    private final Detached detached;
    private final TransactionalOperator transaction;
    private final Outbox outbox;

    ClosureController(
            Closures closures,
            Idempotency idempotency,
            Detached detached,
            TransactionalOperator transaction,
            Outbox outbox) {
        this.closures = closures;
        this.idempotency = idempotency;
        this.detached = detached;
        this.transaction = transaction;
        this.outbox = outbox;
    }

    /** Newest first. */
    @GetMapping
    Mono<Page<Closure>> list(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int size) {
        return closures.list(caller, cursor, size);
    }

    /**
     * Cancels the slots of these days that have not ended, and keeps others from being made; with {@code preview} it only
     * says how many, needs no key and writes nothing. Refuses {@code station-unknown}, {@code service-unknown} (404),
     * {@code date-range-invalid} (400), {@code closure-place-unclear} (422).
     */
    @PostMapping
    Mono<ResponseEntity<Closure>> close(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam(defaultValue = "false") boolean preview,
            @Valid @RequestBody NewClosure wanted) {
        if (preview) {
            return detached.run(closures.preview(caller, wanted).as(transaction::transactional))
                    .map(ResponseEntity::ok);
        }
        return idempotency
                .once(caller.person(), key, wanted, Closure.class, closures.close(caller, wanted))
                .doOnNext(made -> outbox.nudge())
                .map(made -> ResponseEntity.status(HttpStatus.CREATED).body(made));
    }

    /** Opens it again: slots that are still ahead are made anew. Refuses {@code closure-unknown} (404). */
    @DeleteMapping("/{id}")
    Mono<Reopened> reopen(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return detached.run(closures.reopen(caller, id).as(transaction::transactional))
                .map(made -> new Reopened(made.slots().size(), made.leftOut()));
    }
}
