package community.doorstep.identity;

import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Idempotency;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
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

/** Who works here as what. City admins grant anything; a community's admin grants that community's other roles. */
@RestController
@RequestMapping("/api/admin/staff")
class StaffController {

    record NewGrant(
            @NotBlank @Pattern(regexp = ResidentsController.PHONE)
            String phone,

            @NotBlank @Size(max = 40) String name,
            @NotNull Role role,
            @Nullable CommunityId communityId,
            @Nullable StationId stationId) {
        @Override
        public String toString() {
            return "NewGrant[" + role + "]";
        }
    }

    /** @param id the grant's, to end it by */
    record StaffMember(
            UUID id,
            PersonId person,
            String name,
            Role role,
            @Nullable CommunityId community,
            @Nullable StationId station,
            Instant grantedAt) {

        static StaffMember of(Staff.Held held, @Nullable Contact known) {
            return new StaffMember(
                    held.id(),
                    held.person(),
                    Contact.nameOf(known),
                    held.role(),
                    held.community(),
                    held.station(),
                    held.grantedAt());
        }
    }

    record Granted(UUID id, PersonId personId) {}

    private final Staff staff;
    private final People people;
    private final Idempotency idempotency;
    private final TransactionalOperator transaction;
    private final Detached detached;

    StaffController(
            Staff staff, People people, Idempotency idempotency, TransactionalOperator transaction, Detached detached) {
        this.staff = staff;
        this.people = people;
        this.idempotency = idempotency;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** Those of the admin's communities; for a city admin every community's admins. */
    @GetMapping
    Mono<List<StaffMember>> list(@AuthenticationPrincipal Caller caller) {
        boolean city = caller.roles().contains(Role.CITY_ADMIN);
        boolean onlyCity = city && !caller.roles().contains(Role.COMMUNITY_ADMIN);
        return staff.in(onlyCity ? new UUID[0] : caller.communitiesAs(Role.COMMUNITY_ADMIN), city)
                .collectList()
                .zipWhen(held -> people.contacts(
                        held.stream().map(Staff.Held::person).distinct().toList()))
                .map(found -> found.getT1().stream()
                        .map(held -> StaffMember.of(held, found.getT2().get(held.person())))
                        .toList());
    }

    /** Refuses {@code role-missing} (403), {@code community-required} (422), {@code role-already-held} (409). */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<Granted> grant(
            @AuthenticationPrincipal Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Valid @RequestBody NewGrant wanted) {
        mustBeAllowed(caller, wanted);
        Mono<Granted> work = people.byPhone(wanted.phone())
                .map(People.Known::id)
                .switchIfEmpty(Mono.defer(() -> people.add(
                        PersonId.next(),
                        new Profile(wanted.name(), wanted.phone(), null),
                        wanted.communityId(),
                        caller.person())))
                .flatMap(person -> staff.grant(
                                person, wanted.role(), wanted.communityId(), wanted.stationId(), caller.person())
                        .map(id -> new Granted(id, person)));
        return idempotency.once(caller.person(), key, wanted, Granted.class, work);
    }

    private static void mustBeAllowed(Caller caller, NewGrant wanted) {
        if (caller.roles().contains(Role.CITY_ADMIN)) {
            if (wanted.communityId() == null && wanted.role() != Role.CITY_ADMIN) {
                throw Refusal.unprocessable("community-required");
            }
            return;
        }
        if (wanted.role() == Role.CITY_ADMIN || wanted.communityId() == null) {
            throw Refusal.forbidden("role-missing");
        }
        caller.mustBe(wanted.communityId(), Role.COMMUNITY_ADMIN);
    }

    /** A leaver is out at once. */
    @DeleteMapping("/{grant}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(@AuthenticationPrincipal Caller caller, @PathVariable UUID grant) {
        boolean anywhere = caller.roles().contains(Role.CITY_ADMIN);
        UUID[] communities = anywhere ? new UUID[0] : caller.communitiesAs(Role.COMMUNITY_ADMIN);
        return detached.run(
                staff.end(grant, caller.person(), communities, anywhere).as(transaction::transactional));
    }
}
