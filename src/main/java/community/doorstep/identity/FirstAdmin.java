package community.doorstep.identity;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes whoever signs in with the configured phone number the city admin, as long as there is none. */
@Component
class FirstAdmin {

    private final IdentitySettings settings;
    private final Staff staff;

    FirstAdmin(IdentitySettings settings, Staff staff) {
        this.settings = settings;
        this.staff = staff;
    }

    Mono<Void> greet(PersonId person, String verifiedPhone) {
        if (settings.firstAdminPhone().isEmpty() || !settings.firstAdminPhone().equals(verifiedPhone)) {
            return Mono.empty();
        }
        return staff.nobodyIs(Role.CITY_ADMIN)
                .filter(nobody -> nobody)
                .flatMap(nobody -> staff.grant(person, Role.CITY_ADMIN, null, null, person))
                .then();
    }
}
