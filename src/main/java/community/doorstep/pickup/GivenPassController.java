package community.doorstep.pickup;

import community.doorstep.booking.Attendee;
import community.doorstep.booking.Attendees;
import community.doorstep.booking.BookingId;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.children.Guardians;
import community.doorstep.passes.NewPass;
import community.doorstep.passes.PassId;
import community.doorstep.passes.PassPrints;
import community.doorstep.passes.Passes;
import community.doorstep.passes.QrPicture;
import community.doorstep.passes.ShownPass;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.TimeSlot;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One-time passes for somebody else, within a window of the child's day. */
@RestController
@RequestMapping("/api/me/family/{child}/pick-up-passes")
class GivenPassController {

    private static final int MOST = 50;
    private static final Duration LONGEST = Duration.ofHours(12);
    static final String PURPOSE = "PICK_UP";

    /** @param bookingId the session from which the child is fetched */
    record NewPassFor(
            @NotNull BookingId bookingId,
            @NotNull @Valid Fetcher fetcher,
            @NotNull OffsetDateTime from,
            @NotNull OffsetDateTime until) {

        TimeSlot window() {
            return new TimeSlot(
                    from.toInstant().truncatedTo(ChronoUnit.MICROS),
                    until.toInstant().truncatedTo(ChronoUnit.MICROS));
        }
    }

    record GivenView(String name, String phone, ShownPass pass) {

        static GivenView of(Fetcher fetcher, ShownPass pass) {
            return new GivenView(fetcher.name(), fetcher.phone(), pass);
        }

        @Override
        public String toString() {
            return "GivenView[" + pass.id() + "]";
        }
    }

    private final Guardians guardians;
    private final PassesGiven given;
    private final Passes passes;
    private final PassPrints prints;
    private final Bans bans;
    private final Attendees attendees;
    private final Catalog catalog;
    private final Idempotency idempotency;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    GivenPassController(
            Guardians guardians,
            PassesGiven given,
            Passes passes,
            PassPrints prints,
            Bans bans,
            Attendees attendees,
            Catalog catalog,
            Idempotency idempotency,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.guardians = guardians;
        this.given = given;
        this.passes = passes;
        this.prints = prints;
        this.bans = bans;
        this.attendees = attendees;
        this.catalog = catalog;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /** The newest fifty. Refuses {@code person-unknown} (404). */
    @GetMapping
    Mono<List<GivenView>> all(@AuthenticationPrincipal Caller caller, @PathVariable PersonId child) {
        return guardians
                .mustArrange(caller, child)
                .thenMany(given.of(child, MOST))
                .collectList()
                .zipWhen(all ->
                        passes.shown(all.stream().map(PassesGiven.Given::pass).toList()))
                .map(known -> known.getT1().stream()
                        .filter(each -> known.getT2().containsKey(each.pass()))
                        .map(each -> GivenView.of(
                                each.fetcher(),
                                Objects.requireNonNull(known.getT2().get(each.pass()))))
                        .toList());
    }

    /**
     * Refuses {@code person-unknown}, {@code booking-unknown} (404), {@code guardian-limited} (403), {@code
     * pick-up-not-allowed} (409), {@code pass-window} (422: reversed, past, longer than twelve hours, or not about the
     * session's day).
     */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<GivenView> give(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable PersonId child,
            @Valid @RequestBody NewPassFor wanted) {
        Mono<GivenView> work = guardians
                .mustArrange(caller, child)
                .then(Mono.defer(() -> bans.concern(child, wanted.fetcher())))
                .filter(banned -> !banned)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("pick-up-not-allowed")))
                .flatMap(allowed -> session(child, wanted))
                .doOnNext(session -> mustFit(session, wanted))
                .flatMap(session -> give(caller, session, wanted));
        return idempotency.once(caller.person(), key, List.of(child, wanted), GivenView.class, work);
    }

    private Mono<Attendee> session(PersonId child, NewPassFor wanted) {
        return attendees
                .one(wanted.bookingId())
                .filter(session -> session.person().equals(child) && session.stands())
                .filterWhen(session ->
                        catalog.service(session.service()).map(service -> service.kind() == ServiceKind.CARE))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("booking-unknown")));
    }

    private void mustFit(Attendee session, NewPassFor wanted) {
        boolean ordered = wanted.from().isBefore(wanted.until());
        if (!ordered
                || !wanted.until().toInstant().isAfter(clock.instant())
                || wanted.window().length().compareTo(LONGEST) > 0
                || wanted.from().toInstant().isBefore(session.startsAt().minus(LONGEST))
                || wanted.until().toInstant().isAfter(session.endsAt().plus(LONGEST))) {
            throw Refusal.unprocessable("pass-window");
        }
    }

    private Mono<GivenView> give(Caller caller, Attendee session, NewPassFor wanted) {
        NewPass pass = new NewPass(
                PassId.next(),
                session.community(),
                session.station(),
                PURPOSE,
                session.person().value(),
                caller.person(),
                session.day(),
                wanted.window());
        return given.add(pass.id(), session, wanted.fetcher(), caller.person())
                .then(Mono.defer(() -> passes.issue(pass)))
                .map(shown -> GivenView.of(wanted.fetcher(), shown));
    }

    /** One that was used stays used. Repeating it is harmless. Refuses {@code pass-unknown} (404). */
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> withdraw(@AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @PathVariable PassId id) {
        Mono<Void> work = mine(caller, child, id)
                .flatMap(pass -> passes.withdraw(pass.community(), id))
                .then();
        return detached.run(work.as(transaction::transactional));
    }

    /** The QR code to show or print. */
    @GetMapping(value = "/{id}/picture", produces = "image/svg+xml")
    Mono<String> svg(@AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @PathVariable PassId id) {
        return shown(caller, child, id).flatMap(pass -> QrPicture.svg(pass.qr()));
    }

    @GetMapping(value = "/{id}/picture", produces = MediaType.IMAGE_PNG_VALUE)
    Mono<byte[]> png(@AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @PathVariable PassId id) {
        return shown(caller, child, id).flatMap(pass -> QrPicture.png(pass.qr()));
    }

    /** To print, for whoever has no phone; refuses {@code pass-unknown} (404), {@code pass-used}, {@code pass-withdrawn} (409). */
    @GetMapping(value = "/{id}/code", produces = MediaType.IMAGE_PNG_VALUE)
    Mono<byte[]> code(@AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @PathVariable PassId id) {
        return mine(caller, child, id).flatMap(pass -> prints.picture(id, caller.person()));
    }

    private Mono<ShownPass> shown(Caller caller, PersonId child, PassId id) {
        return mine(caller, child, id)
                .flatMap(pass -> passes.shown(List.of(id)))
                .mapNotNull(shown -> shown.get(id));
    }

    private Mono<PassesGiven.Given> mine(Caller caller, PersonId child, PassId id) {
        return guardians
                .mustArrange(caller, child)
                .then(Mono.defer(() -> given.one(id)))
                .filter(pass -> pass.child().equals(child))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("pass-unknown")));
    }
}
