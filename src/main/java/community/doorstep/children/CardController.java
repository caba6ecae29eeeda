package community.doorstep.children;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.IfMatch;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
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

    /**
     * @param photosAllowed a guardian said yes, and none no
     * @param mayWalkAlone likewise
     */
    record CardView(PersonId childId, Card card, boolean photosAllowed, boolean mayWalkAlone) {}

    record Walking(boolean allowed) {}

    record Consent(boolean given) {}

    private final Cards cards;
    private final Guardians guardians;
    private final Duty duty;
    private final HereToday here;
    private final WalkAlone walkAlone;
    private final Moments moments;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Detached detached;

    CardController(
            Cards cards,
            Guardians guardians,
            Duty duty,
            HereToday here,
            WalkAlone walkAlone,
            Moments moments,
            Audit audit,
            TransactionalOperator transaction,
            Detached detached) {
        this.cards = cards;
        this.guardians = guardians;
        this.duty = duty;
        this.here = here;
        this.walkAlone = walkAlone;
        this.moments = moments;
        this.audit = audit;
        this.transaction = transaction;
        this.detached = detached;
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

    /**
     * Each guardian for themselves. Whoever says no takes with it the pictures on which the child is. Refuses {@code
     * person-unknown} (404).
     */
    @PutMapping("/api/me/family/{child}/photo-consent")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> consent(
            @AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @Valid @RequestBody Consent wanted) {
        Mono<Void> work = guardians
                .mustBeInformed(caller, child)
                .then(Mono.defer(() -> cards.photos(child, caller.person(), wanted.given())))
                .then(Mono.defer(() -> wanted.given() ? Mono.empty() : moments.without(child)));
        return detached.run(work.as(transaction::transactional));
    }

    /**
     * Whether the child may go home alone; each guardian who arranges it for themselves. Refuses {@code person-unknown}
     * (404), {@code guardian-limited} (403).
     */
    @PutMapping("/api/me/family/{child}/walk-alone")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> walking(
            @AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @Valid @RequestBody Walking wanted) {
        return detached.run(guardians
                .mustArrange(caller, child)
                .then(Mono.defer(() -> walkAlone.say(child, caller.person(), wanted.allowed()))));
    }

    /**
     * For staff on duty at the station where the child is booked today; each read is audited. Refuses {@code
     * role-missing}, {@code not-on-duty} (403), {@code person-unknown} (404).
     */
    @GetMapping("/api/station/care/children/{child}/card")
    Mono<CardView> atStation(
            @AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @RequestParam StationId stationId) {
        Mono<CardView> work = duty.mustBeOn(caller, stationId)
                .filterWhen(community -> here.is(child, community, stationId))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")))
                .flatMap(community -> audit.note(caller.person(), community, "child-card-read", child.value(), ""))
                .then(Mono.defer(() -> cards.of(child)))
                .flatMap(this::view);
        return detached.run(work.as(transaction::transactional));
    }

    private Mono<ResponseEntity<CardView>> answer(Cards.Kept kept) {
        return view(kept).map(view -> IfMatch.answer(HttpStatus.OK, kept.version(), view));
    }

    private Mono<CardView> view(Cards.Kept kept) {
        return Mono.zip(cards.photosAllowed(kept.child()), walkAlone.allowed(kept.child()))
                .map(said -> new CardView(kept.child(), kept.card(), said.getT1(), said.getT2()));
    }
}
