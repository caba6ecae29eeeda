package community.doorstep.identity;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** What the signed-in person sees and changes of themselves. */
@Component
class Me {

    private final People people;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    Me(People people, TransactionalOperator transaction, Detached detached, Clock clock) {
        this.people = people;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    Mono<MeView> view(Caller caller) {
        return people.known(caller.person()).map(person -> view(caller, person.profile()));
    }

    private static MeView view(Caller caller, Profile profile) {
        return new MeView(
                caller.person(), profile.name(), profile.birthDate(), Contact.endOf(profile.phone()), caller.grants());
    }

    /**
     * Changes the name; sets the birth date once: prices depend on it, so a later change is the staff's. Refuses
     * {@code birth-date-fixed} (409), {@code birth-date-invalid} (422).
     */
    Mono<MeView> change(Caller caller, @Nullable String name, @Nullable LocalDate birthDate) {
        Mono<MeView> work = people.known(caller.person())
                .map(person -> changed(person.profile(), name, birthDate))
                .flatMap(profile -> people.save(caller.person(), profile).thenReturn(view(caller, profile)));
        return detached.run(work.as(transaction::transactional));
    }

    private Profile changed(Profile profile, @Nullable String name, @Nullable LocalDate birthDate) {
        if (birthDate != null && profile.birthDate() != null && !birthDate.equals(profile.birthDate())) {
            throw Refusal.conflict("birth-date-fixed");
        }
        return new Profile(
                name == null ? profile.name() : name.strip(),
                profile.phone(),
                birthDate == null ? profile.birthDate() : checked(birthDate));
    }

    LocalDate checked(LocalDate birthDate) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(8));
        if (birthDate.isAfter(today) || birthDate.isBefore(today.minusYears(130))) {
            throw Refusal.unprocessable("birth-date-invalid");
        }
        return birthDate;
    }
}
