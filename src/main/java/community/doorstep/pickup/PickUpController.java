package community.doorstep.pickup;

import community.doorstep.booking.BookingId;
import community.doorstep.care.Attendance;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Community;
import community.doorstep.children.Duty;
import community.doorstep.passes.PassClaim;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A child is fetched. */
@RestController
class PickUpController {

    /**
     * One of guardian, listed person, QR code, digits, printed code, who somebody says they are, or that the child goes
     * alone; all but codes and digits with the child.
     */
    record NewPickUp(
            @NotNull StationId stationId,
            @Nullable PersonId childId,
            @Nullable PersonId guardianId,
            @Nullable UUID personId,
            @Nullable @Size(max = 500) String qr,
            @Nullable @Pattern(regexp = "[0-9]{6}") String digits,
            @Nullable @Size(max = 32) String code,
            @Nullable @Valid Fetcher saysToBe,
            @Nullable Boolean alone) {

        /** Refuses {@code pick-up-unclear} (400). */
        void mustBeClear() {
            long ways = Stream.of(guardianId, personId, qr, digits, code, saysToBe, goesAlone() ? childId : null)
                    .filter(Objects::nonNull)
                    .count();
            boolean pass = qr != null || digits != null || code != null;
            if (ways != 1 || (!pass && childId == null)) {
                throw Refusal.badRequest("pick-up-unclear");
            }
        }

        private boolean goesAlone() {
            return Boolean.TRUE.equals(alone);
        }

        Way way() {
            if (goesAlone()) {
                return Way.ALONE;
            }
            if (guardianId != null) {
                return Way.GUARDIAN;
            }
            if (personId != null) {
                return Way.LISTED;
            }
            return saysToBe == null ? Way.PASS : Way.NAMED;
        }

        @Nullable
        UUID who() {
            PersonId somebody = goesAlone() ? childId : guardianId;
            return somebody == null ? personId : somebody.value();
        }

        @Override
        public String toString() {
            return "NewPickUp[" + stationId + "]";
        }
    }

    /** Kept for repeats, refused or not. */
    record Answered(
            String code,
            @Nullable BookingId bookingId,
            @Nullable PersonId childId,
            @Nullable Instant at) {

        static Answered of(Attempt.Outcome outcome) {
            Attendance stay = outcome.stay();
            return new Answered(
                    outcome.code(),
                    stay == null ? null : stay.booking(),
                    outcome.attempt().child(),
                    outcome.attempt().at());
        }
    }

    record FetchedView(
            @Nullable BookingId bookingId,
            @Nullable PersonId childId,
            @Nullable Instant leftAt) {}

    private static final Fetcher NOBODY = new Fetcher("", "0000000", "");

    private final PickUps pickUps;
    private final Duty duty;
    private final Catalog catalog;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final Clock clock;

    PickUpController(PickUps pickUps, Duty duty, Catalog catalog, Idempotency idempotency, Outbox outbox, Clock clock) {
        this.pickUps = pickUps;
        this.duty = duty;
        this.catalog = catalog;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * By staff on duty. A refusal is written down and the guardians are told. Refuses {@code role-missing}, {@code
     * not-on-duty} (403), {@code pick-up-unclear} (400), {@code not-checked-in}, {@code already-left}, {@code
     * pick-up-not-listed}, {@code pick-up-not-allowed}, {@code may-not-walk-alone} (409), and what passes refuse.
     */
    @PostMapping("/api/station/care/pick-ups")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<FetchedView> fetch(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewPickUp wanted) {
        wanted.mustBeClear();
        Mono<Answered> work = duty.mustBeOn(caller, wanted.stationId())
                .zipWhen(catalog::community)
                .flatMap(place -> fetch(caller, place.getT1(), today(place.getT2()), wanted))
                .map(Answered::of);
        return idempotency
                .once(caller.person(), key, wanted, Answered.class, work)
                .doOnNext(done -> outbox.nudge())
                .flatMap(PickUpController::answer);
    }

    private LocalDate today(Community community) {
        return LocalDate.ofInstant(clock.instant(), community.zone());
    }

    private Mono<Attempt.Outcome> fetch(Caller caller, CommunityId community, LocalDate today, NewPickUp wanted) {
        Attempt attempt = new Attempt(
                Ids.next(),
                community,
                wanted.stationId(),
                wanted.childId(),
                wanted.way(),
                wanted.who(),
                clock.instant(),
                null,
                caller.person());
        if (wanted.way() != Way.PASS) {
            return pickUps.inPerson(attempt, wanted.saysToBe() == null ? NOBODY : wanted.saysToBe(), today);
        }
        PassClaim claim = new PassClaim(
                community,
                wanted.stationId(),
                GivenPassController.PURPOSE,
                today,
                wanted.qr(),
                wanted.digits(),
                wanted.code(),
                caller.person());
        return pickUps.byPass(attempt, claim, today);
    }

    private static Mono<FetchedView> answer(Answered answered) {
        return answered.code().isEmpty()
                ? Mono.just(new FetchedView(answered.bookingId(), answered.childId(), answered.at()))
                : Mono.error(() -> Refusals.of(answered.code()));
    }
}
