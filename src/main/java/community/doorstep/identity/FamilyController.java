package community.doorstep.identity;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The family for whom the caller may book: children and elders. */
@RestController
@RequestMapping("/api/me/family")
class FamilyController {

    record NewMember(
            @NotBlank @Size(max = 40) String name, @NotNull LocalDate birthDate, Family.@NotNull Relation relation) {

        @Override
        public String toString() {
            return "NewMember[…]";
        }
    }

    record MemberView(PersonId id, String name, @Nullable LocalDate birthDate, Family.Relation relation) {
        @Override
        public String toString() {
            return "MemberView[" + id + "]";
        }
    }

    record Acceptance(@NotBlank @Size(max = 64) String code) {}

    record Accepted(PersonId id) {}

    private final Family family;
    private final People people;
    private final Me me;
    private final Idempotency idempotency;

    FamilyController(Family family, People people, Me me, Idempotency idempotency) {
        this.family = family;
        this.people = people;
        this.me = me;
        this.idempotency = idempotency;
    }

    @GetMapping
    Mono<List<MemberView>> members(@AuthenticationPrincipal Caller caller) {
        return family.members(caller.person()).collectList().flatMap(this::views);
    }

    private Mono<List<MemberView>> views(List<Family.Member> members) {
        List<PersonId> ids = members.stream().map(Family.Member::id).toList();
        return people.known(ids)
                .collectMap(People.Known::id)
                .map(known ->
                        members.stream().map(member -> view(member, known)).collect(Collectors.toList()));
    }

    private static MemberView view(Family.Member member, Map<PersonId, People.Known> known) {
        Profile profile =
                java.util.Objects.requireNonNull(known.get(member.id())).profile();
        return new MemberView(member.id(), profile.name(), profile.birthDate(), member.relation());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<MemberView> add(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewMember member) {
        caller.mustBeReachable();
        Profile profile = new Profile(member.name().strip(), null, me.checked(member.birthDate()));
        PersonId id = PersonId.next();
        Mono<MemberView> work = people.add(id, profile, null, caller.person())
                .then(Mono.defer(() -> family.join(caller.person(), id, member.relation())))
                .thenReturn(new MemberView(id, profile.name(), profile.birthDate(), member.relation()));
        return idempotency.once(caller.person(), key, member, MemberView.class, work);
    }

    @PostMapping("/{id}/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Family.Invitation> invite(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @PathVariable PersonId id) {
        return idempotency.once(caller.person(), key, id, Family.Invitation.class, family.invite(caller.person(), id));
    }

    @PostMapping("/acceptances")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Accepted> accept(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody Acceptance acceptance) {
        caller.mustBeReachable();
        Mono<Accepted> work = family.accept(caller.person(), acceptance.code()).map(Accepted::new);
        return idempotency.once(caller.person(), key, acceptance, Accepted.class, work);
    }
}
