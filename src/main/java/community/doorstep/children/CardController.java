package community.doorstep.children;

import community.doorstep.booking.Attendees;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.IfMatch;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** A child's card: written by its guardians, read by those who look after it today. */
@RestController
class CardController {

    /** @param photosAllowed a guardian said yes, and none no */
    record CardView(PersonId childId, Card card, boolean photosAllowed) {}

    record Consent(boolean given) {}

    private final Cards cards;
    private final Guardians guardians;
    private final Duty duty;
    private final Attendees attendees;
    private final Catalog catalog;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    CardController(
            Cards cards,
            Guardians guardians,
            Duty duty,
            Attendees attendees,
            Catalog catalog,
            Audit audit,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.cards = cards;
        this.guardians = guardians;
        this.duty = duty;
        this.attendees = attendees;
        this.catalog = catalog;
        this.audit = audit;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /** Empty, with the ETag of 0, when nothing was written yet. Refuses {@code person-unknown} (404). */
    @GetMapping("/api/me/family/{child}/card")
    Mono<ResponseEntity<CardView>> mine(@AuthenticationPrincipal Caller caller, @PathVariable PersonId child) {
        return guardians
                .mustBeInformed(caller, child)
                .then(Mono.defer(() -> cards.of(child)))
                .flatMap(this::answer);
    }

    /** Refuses {@code person-unknown} (404), {@code version-changed} (412), {@code if-match-missing} (428). */
    @PutMapping("/api/me/family/{child}/card")
    Mono<ResponseEntity<CardView>> write(
            @AuthenticationPrincipal Caller caller,
            @PathVariable PersonId child,
            @RequestHeader(name = "If-Match", required = false) @Nullable String match,
            @Valid @RequestBody Card wanted) {
        long seen = IfMatch.version(match);
        Mono<Cards.Kept> work = guardians
                .mustBeInformed(caller, child)
                .then(Mono.defer(() -> cards.set(child, wanted, seen, caller.person())));
        return detached.run(work.as(transaction::transactional)).flatMap(this::answer);
    }

    /** Each guardian for themselves. Refuses {@code person-unknown} (404). */
    @PutMapping("/api/me/family/{child}/photo-consent")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> consent(
            @AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @Valid @RequestBody Consent wanted) {
        return detached.run(guardians
                .mustBeInformed(caller, child)
                .then(Mono.defer(() -> cards.photos(child, caller.person(), wanted.given()))));
    }

    /**
     * For staff on duty at the station where the child is booked today; each read is audited. Refuses {@code
     * role-missing}, {@code not-on-duty} (403), {@code person-unknown} (404).
     */
    @GetMapping("/api/station/care/children/{child}/card")
    Mono<CardView> atStation(
            @AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @RequestParam StationId stationId) {
        Mono<CardView> work = duty.mustBeOn(caller, stationId)
                .filterWhen(community -> isHereToday(community, stationId, child))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")))
                .flatMap(community -> audit.note(caller.person(), community, "child-card-read", child.value(), ""))
                .then(Mono.defer(() -> cards.of(child)))
                .flatMap(this::view);
        return detached.run(work.as(transaction::transactional));
    }

    private Mono<Boolean> isHereToday(CommunityId community, StationId station, PersonId child) {
        return catalog.community(community)
                .map(known -> LocalDate.ofInstant(clock.instant(), known.zone()))
                .flatMapMany(today -> attendees.of(child, ServiceKind.CARE, today, today))
                .any(here -> here.station().equals(station) && here.stands());
    }

    private Mono<ResponseEntity<CardView>> answer(Cards.Kept kept) {
        return view(kept).map(view -> IfMatch.answer(HttpStatus.OK, kept.version(), view));
    }

    private Mono<CardView> view(Cards.Kept kept) {
        return cards.photosAllowed(kept.child()).map(allowed -> new CardView(kept.child(), kept.card(), allowed));
    }
}
