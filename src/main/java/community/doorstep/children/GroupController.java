package community.doorstep.children;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Groups of a term, their children, and the classes that rotate by weekday. */
@RestController
@RequestMapping("/api/admin/care/groups")
class GroupController {

    record NewGroup(
            @NotNull ServiceId serviceId,
            @NotBlank @Size(max = 40) String name,
            @Min(1) @Max(200) int seats,
            @Nullable UUID roomId,
            @Nullable PersonId teacherId,
            @NotNull LocalDate firstDay,
            @NotNull LocalDate lastDay) {}

    /** For the whole term when the days are left out. */
    record NewMember(
            @NotNull PersonId childId,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay) {}

    /** In the group's room with its teacher when those are left out, for the whole term when the days are, in every week. */
    record NewLesson(
            @Min(1) @Max(7) int weekday,
            @Nullable Weeks weeks,
            @NotNull LocalTime starts,
            @NotNull LocalTime ends,
            @NotBlank @Size(max = 60) String activity,
            @Nullable UUID roomId,
            @Nullable PersonId teacherId,
            @Nullable LocalDate firstDay,
            @Nullable LocalDate lastDay) {

        Weeks inWeeks() {
            return weeks == null ? Weeks.EVERY : weeks;
        }
    }

    record Made(UUID id) {}

    private final Groups groups;
    private final Idempotency idempotency;
    private final TransactionalOperator transaction;
    private final Detached detached;

    GroupController(Groups groups, Idempotency idempotency, TransactionalOperator transaction, Detached detached) {
        this.groups = groups;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** Those of a station that are not over. */
    @GetMapping
    Mono<List<Group>> all(@AuthenticationPrincipal Caller caller, @RequestParam StationId stationId) {
        return groups.of(caller, stationId);
    }

    /**
     * Refuses {@code service-unknown}, {@code room-unknown}, {@code teacher-unknown} (404), {@code name-taken} (409),
     * {@code dates-reversed}, {@code not-care} (422).
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Made> add(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewGroup wanted) {
        return idempotency.once(
                caller.person(),
                key,
                wanted,
                Made.class,
                groups.add(caller, wanted).map(Made::new));
    }

    /**
     * Refuses {@code group-unknown}, {@code person-unknown} (404: nobody who books here), {@code group-full}, {@code
     * already-in-group} (409), {@code dates-outside-term} (422).
     */
    @PostMapping("/{id}/children")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Made> join(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable UUID id,
            @Valid @RequestBody NewMember wanted) {
        Mono<Made> work = groups.join(caller, id, wanted)
                .thenReturn(new Made(wanted.childId().value()));
        return idempotency.once(caller.person(), key, wanted, Made.class, work);
    }

    /** Repeating it is harmless. Refuses {@code group-unknown} (404). */
    @DeleteMapping("/{id}/children/{child}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> leave(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, @PathVariable PersonId child) {
        return detached.run(groups.leave(caller, id, child).as(transaction::transactional));
    }

    /**
     * Refuses {@code group-unknown}, {@code room-unknown}, {@code teacher-unknown} (404), {@code group-taken}, {@code
     * room-taken}, {@code teacher-taken} (409), {@code time-range-invalid}, {@code dates-outside-term} (422).
     */
    @PostMapping("/{id}/classes")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Made> addLesson(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable UUID id,
            @Valid @RequestBody NewLesson wanted) {
        return idempotency.once(
                caller.person(),
                key,
                wanted,
                Made.class,
                groups.teach(caller, id, wanted).map(Made::new));
    }

    /** Repeating it is harmless. Refuses {@code group-unknown} (404). */
    @DeleteMapping("/{id}/classes/{lesson}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> removeLesson(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, @PathVariable UUID lesson) {
        return detached.run(groups.unteach(caller, id, lesson).as(transaction::transactional));
    }
}
