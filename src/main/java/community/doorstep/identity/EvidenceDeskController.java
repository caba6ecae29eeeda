package community.doorstep.identity;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Evidence that an elder brings to the desk, or reads out on the telephone. */
@RestController
@RequestMapping("/api/station/benefit-claims")
class EvidenceDeskController {

    record DeskClaim(
            @NotNull CommunityId communityId,
            @NotNull PersonId personId,

            @NotBlank @Pattern(regexp = EvidenceController.KIND)
            String kind,

            @Nullable @Size(max = 60) String number) {
        @Override
        public String toString() {
            return "DeskClaim[" + kind + "]";
        }
    }

    private final Evidence evidence;
    private final EvidenceIntake intake;
    private final People people;
    private final Audit audit;
    private final Idempotency idempotency;

    EvidenceDeskController(
            Evidence evidence, EvidenceIntake intake, People people, Audit audit, Idempotency idempotency) {
        this.evidence = evidence;
        this.intake = intake;
        this.people = people;
        this.audit = audit;
        this.idempotency = idempotency;
    }

    /** Refuses {@code community-unknown} (404) of another community, {@code person-unknown} (404). */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Evidence.Claim> submit(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody DeskClaim wanted) {
        if (!Arrays.asList(desks(caller)).contains(wanted.communityId().value())) {
            throw Refusal.notFound("community-unknown");
        }
        Mono<Evidence.Claim> work = people.known(wanted.personId())
                .flatMap(known -> evidence.submit(
                        wanted.communityId(), wanted.personId(), wanted.kind(), wanted.number(), caller.person()))
                .delayUntil(claim -> audit.note(
                        caller.person(), wanted.communityId(), "evidence-handed-in", claim.id(), claim.kind()));
        return idempotency.once(caller.person(), key, wanted, Evidence.Claim.class, work);
    }

    /** Of a claim of the desk's community that nobody has decided yet. */
    @PostMapping(
            path = "/{id}/photos",
            consumes = {MediaType.IMAGE_JPEG_VALUE, MediaType.IMAGE_PNG_VALUE})
    @ResponseStatus(HttpStatus.CREATED)
    Mono<EvidenceIntake.NewPhoto> addPhoto(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable UUID id,
            @RequestBody Flux<DataBuffer> body) {
        return intake.photo(caller, key, id, Set.of(), desks(caller), body);
    }

    private static UUID[] desks(Caller caller) {
        return caller.communitiesAs(Role.OPERATOR, Role.STATION_LEAD);
    }
}
