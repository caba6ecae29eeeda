package community.doorstep.identity;

import community.doorstep.media.Photo;
import community.doorstep.media.PhotoId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Page;
import community.doorstep.shared.PersonId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Handing in evidence for a benefit, for oneself or one's family, and deciding on it. */
@RestController
class EvidenceController {

    static final String KIND = "[A-Z][A-Z_]{1,39}";

    /** @param kind LOW_INCOME, DISABILITY, VETERAN, LOST_ONLY_CHILD, RESIDENCY or another that the price book names */
    record NewClaim(
            @NotNull CommunityId communityId,
            @Nullable PersonId personId,
            @NotBlank @Pattern(regexp = KIND) String kind,
            @Nullable @Size(max = 60) String number) {
        @Override
        public String toString() {
            return "NewClaim[" + kind + "]";
        }
    }

    record ClaimDecision(
            @NotNull Boolean accepted,
            @NotBlank @Size(max = 200) String reason,
            @Nullable LocalDate validUntil) {}

    record Revocation(@NotBlank @Size(max = 200) String reason) {}

    record ClaimNumber(String number) {
        @Override
        public String toString() {
            return "ClaimNumber[…]";
        }
    }

    private static final UUID[] NO_DESK = {};

    private final Evidence evidence;
    private final EvidenceIntake intake;
    private final EvidencePhotos photos;
    private final Family family;
    private final Idempotency idempotency;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Outbox outbox;

    EvidenceController(
            Evidence evidence,
            EvidenceIntake intake,
            EvidencePhotos photos,
            Family family,
            Idempotency idempotency,
            TransactionalOperator transaction,
            Detached detached,
            Outbox outbox) {
        this.evidence = evidence;
        this.intake = intake;
        this.photos = photos;
        this.family = family;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.detached = detached;
        this.outbox = outbox;
    }

    @GetMapping("/api/me/benefits")
    Mono<List<Evidence.Claim>> mine(@AuthenticationPrincipal Caller caller) {
        return family.actsFor(caller.person())
                .flatMapMany(people -> evidence.of(Ids.array(people, PersonId::value)))
                .collectList();
    }

    /** Refuses {@code person-unknown} (404): evidence for another person is theirs to hand in. */
    @PostMapping("/api/me/benefits")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Evidence.Claim> submit(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewClaim wanted) {
        caller.mustBeReachable();
        PersonId person = wanted.personId() == null ? caller.person() : wanted.personId();
        Mono<Evidence.Claim> work = family.mustActFor(caller, person)
                .then(Mono.defer(() -> evidence.submit(
                        wanted.communityId(), person, wanted.kind(), wanted.number(), caller.person())));
        return idempotency.once(caller.person(), key, wanted, Evidence.Claim.class, work);
    }

    /** Of a claim of the caller's or of those for whom they act that nobody has decided yet; at most four. */
    @PostMapping(
            path = "/api/me/benefits/{id}/photos",
            consumes = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<EvidenceIntake.NewPhoto> addPhoto(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable UUID id,
            @RequestBody Flux<DataBuffer> body) {
        return family.actsFor(caller.person()).flatMap(people -> intake.photo(caller, key, id, people, NO_DESK, body));
    }

    @GetMapping(path = "/api/me/benefits/{id}/photos/{photo}", produces = MediaType.IMAGE_JPEG_VALUE)
    Mono<byte[]> ownPhoto(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, @PathVariable PhotoId photo) {
        return family.actsFor(caller.person())
                .flatMap(people -> photos.own(people, id, photo))
                .map(Photo::jpeg);
    }

    /** Newest first; those that wait for a decision when no state is asked for. */
    @GetMapping("/api/admin/benefit-claims")
    Mono<Page<Evidence.Claim>> claims(
            @AuthenticationPrincipal Caller caller,
            @RequestParam(defaultValue = "SUBMITTED") Evidence.State state,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int size) {
        int asked = Page.size(size);
        return evidence.of(caller, state, Page.before(cursor), asked + 1)
                .collectList()
                .map(claims -> Page.of(claims, asked, Evidence.Claim::id));
    }

    /** Each look is written down. */
    @GetMapping(path = "/api/admin/benefit-claims/{id}/photos/{photo}", produces = MediaType.IMAGE_JPEG_VALUE)
    Mono<byte[]> showPhoto(@AuthenticationPrincipal Caller caller, @PathVariable UUID id, @PathVariable PhotoId photo) {
        return detached.run(photos.shown(caller, id, photo).as(transaction::transactional))
                .map(Photo::jpeg);
    }

    /** Each reading is written down. */
    @GetMapping("/api/admin/benefit-claims/{id}/number")
    Mono<ClaimNumber> number(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return detached.run(evidence.number(caller, id).as(transaction::transactional))
                .map(ClaimNumber::new);
    }

    /** Nobody decides on their own claim, or on one that they handed in. */
    @PostMapping("/api/admin/benefit-claims/{id}/decision")
    Mono<Evidence.Claim> decide(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID id, @Valid @RequestBody ClaimDecision decision) {
        return detached.run(evidence.decide(caller, id, decision.accepted(), decision.reason(), decision.validUntil())
                        .as(transaction::transactional))
                .doOnSuccess(decided -> outbox.nudge());
    }

    /** Takes an accepted claim back: prices follow at once, bookings keep theirs. */
    @PostMapping("/api/admin/benefit-claims/{id}/revocation")
    Mono<Evidence.Claim> revoke(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID id, @Valid @RequestBody Revocation wanted) {
        return detached.run(evidence.revoke(caller, id, wanted.reason()).as(transaction::transactional))
                .doOnSuccess(revoked -> outbox.nudge());
    }
}
