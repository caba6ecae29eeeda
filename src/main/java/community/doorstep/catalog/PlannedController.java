package community.doorstep.catalog;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What stands planned, and how a schedule ends. */
@RestController
@RequestMapping("/api/admin")
class PlannedController {

    /**
     * @param lastDay still takes place
     * @param reason is told to all who have booked a later one
     */
    record End(
            @NotNull LocalDate lastDay,
            @NotBlank @Size(max = 200) String reason) {

        String words() {
            return reason.strip();
        }
    }

    /**
     * @param slots how many slots it has cancelled, or would cancel
     * @param bookings how many bookings stand on them
     */
    record Ended(LocalDate lastDay, int slots, int bookings) {}

    private final Planned planned;
    private final ScheduleEnds ends;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Outbox outbox;

    PlannedController(
            Planned planned, ScheduleEnds ends, TransactionalOperator transaction, Detached detached, Outbox outbox) {
        this.planned = planned;
        this.ends = ends;
        this.transaction = transaction;
        this.detached = detached;
        this.outbox = outbox;
    }

    @GetMapping("/rooms")
    Mono<List<Room>> rooms(@AuthenticationPrincipal Caller caller, @RequestParam CommunityId communityId) {
        caller.mustBe(communityId, Role.COMMUNITY_ADMIN);
        return planned.rooms(communityId);
    }

    /** The newest first, those that have ended too. Refuses {@code service-unknown} (404). */
    @GetMapping("/services/{id}/schedules")
    Mono<List<Schedule>> schedules(@AuthenticationPrincipal Caller caller, @PathVariable ServiceId id) {
        return planned.of(caller, id);
    }

    /**
     * Earlier than it would; slots after the last day are cancelled, with their bookings. With {@code preview} it only
     * says how many and writes nothing; repeating it is harmless. Refuses {@code schedule-unknown} (404), {@code
     * schedule-ended} (409), {@code schedule-invalid} (422) for a day before yesterday.
     */
    @PostMapping("/schedules/{id}/end")
    Mono<Ended> end(
            @AuthenticationPrincipal Caller caller,
            @PathVariable UUID id,
            @RequestParam(defaultValue = "false") boolean preview,
            @Valid @RequestBody End wanted) {
        Mono<Ended> work = preview ? ends.preview(caller, id, wanted) : ends.end(caller, id, wanted);
        return detached.run(work.as(transaction::transactional)).doOnTerminate(outbox::nudge);
    }
}
