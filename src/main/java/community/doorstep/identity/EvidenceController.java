package community.doorstep.identity;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.Ids;
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
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Handing in evidence for a benefit, for oneself or one's family, and deciding on it. */
@RestController
class EvidenceController {

    /** @param kind LOW_INCOME, DISABILITY, VETERAN, LOST_ONLY_CHILD, RESIDENCY or another that the price book names */
    record NewClaim(
            @NotNull CommunityId communityId,
            @Nullable PersonId personId,
            @NotBlank @Pattern(regexp = "[A-Z][A-Z_]{1,39}") String kind,
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

    record ClaimNumber(String number) {
        @Override
        public String toString() {
            return "ClaimNumber[…]";
        }
    }

    private final Evidence evidence;
    private final Family family;
    private final Idempotency idempotency;
    private final TransactionalOperator transaction;
    private final Detached detached;

    EvidenceController(
            Evidence evidence,
            Family family,
            Idempotency idempotency,
            TransactionalOperator transaction,
            Detached detached) {
        this.evidence = evidence;
        this.family = family;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.detached = detached;
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

    @GetMapping("/api/admin/benefit-claims")
    Mono<List<Evidence.Claim>> open(@AuthenticationPrincipal Caller caller) {
        return evidence.open(caller).collectList();
    }

    /** Each reading is written down. */
    @GetMapping("/api/admin/benefit-claims/{id}/number")
    Mono<ClaimNumber> number(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return detached.run(evidence.number(caller, id).as(transaction::transactional))
                .map(ClaimNumber::new);
    }

    /** Nobody decides on their own claim. */
    @PostMapping("/api/admin/benefit-claims/{id}/decision")
    Mono<Evidence.Claim> decide(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID id, @Valid @RequestBody ClaimDecision decision) {
        return detached.run(evidence.decide(caller, id, decision.accepted(), decision.reason(), decision.validUntil())
                .as(transaction::transactional));
    }
}
