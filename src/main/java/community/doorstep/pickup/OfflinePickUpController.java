package community.doorstep.pickup;

import community.doorstep.booking.BookingId;
import community.doorstep.catalog.Catalog;
import community.doorstep.children.Duty;
import community.doorstep.passes.PassId;
import community.doorstep.passes.TabletClock;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A tablet comes back and tells what happened while it was alone. */
@RestController
class OfflinePickUpController {

    private static final int MOST = 200;

    /** @param id made by the tablet, as {@code at} is by its clock */
    record CheckIn(
            @NotNull UUID id,
            @NotNull BookingId bookingId,
            @NotNull OffsetDateTime at) {}

    /** By one of pass, listed person and guardian, or alone. */
    record PickUp(
            @NotNull UUID id,
            @NotNull PersonId childId,
            @Nullable PassId passId,
            @Nullable UUID personId,
            @Nullable PersonId guardianId,
            @Nullable Boolean alone,
            @NotNull OffsetDateTime at) {

        boolean isClear() {
            return Stream.of(passId, personId, guardianId, goesAlone() ? childId : null)
                            .filter(Objects::nonNull)
                            .count()
                    == 1;
        }

        private boolean goesAlone() {
            return Boolean.TRUE.equals(alone);
        }

        Way way() {
            if (goesAlone()) {
                return Way.ALONE;
            }
            if (passId != null) {
                return Way.PASS;
            }
            return personId == null ? Way.GUARDIAN : Way.LISTED;
        }

        UUID who() {
            if (goesAlone()) {
                return childId.value();
            }
            if (passId != null) {
                return passId.value();
            }
            return personId == null ? Objects.requireNonNull(guardianId).value() : personId;
        }
    }

    /** @param tabletNow what the tablet's clock says now */
    record Journal(
            @NotNull StationId stationId,
            @NotNull OffsetDateTime tabletNow,
            @NotNull @Size(max = MOST) List<@NotNull @Valid CheckIn> checkIns,
            @NotNull @Size(max = MOST) List<@NotNull @Valid PickUp> pickUps) {}

    /**
     * What became of an entry.
     *
     * @param at by our clock
     * @param code empty when all is right; else what is wrong, and guardians and lead have been told
     */
    record Entry(UUID id, Instant at, String code) {}

    record Taken(long clockAheadSeconds, boolean clockWrong, List<Entry> checkIns, List<Entry> pickUps) {}

    private final OfflineJournal journal;
    private final Duty duty;
    private final Catalog catalog;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final Clock clock;

    OfflinePickUpController(
            OfflineJournal journal, Duty duty, Catalog catalog, Idempotency idempotency, Outbox outbox, Clock clock) {
        this.journal = journal;
        this.duty = duty;
        this.catalog = catalog;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Everything is kept; the same entries may be sent again. Refuses {@code role-missing}, {@code not-on-duty} (403),
     * {@code pick-up-unclear} (400).
     */
    @PostMapping("/api/station/care/offline")
    Mono<Taken> take(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Journal sent) {
        if (!sent.pickUps().stream().allMatch(PickUp::isClear)) {
            throw Refusal.badRequest("pick-up-unclear");
        }
        TabletClock tablet = TabletClock.of(sent.tabletNow().toInstant(), clock.instant());
        Mono<Taken> work = duty.mustBeOn(caller, sent.stationId())
                .flatMap(catalog::community)
                .flatMap(community -> journal.take(
                        new OfflineJournal.Tablet(
                                community.id(), sent.stationId(), community.zone(), caller.person(), tablet),
                        sent));
        return idempotency.once(caller.person(), key, sent, Taken.class, work).doOnNext(done -> outbox.nudge());
    }
}
