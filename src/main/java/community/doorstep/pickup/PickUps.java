package community.doorstep.pickup;

import community.doorstep.care.Attendance;
import community.doorstep.care.AttendanceState;
import community.doorstep.care.Attendances;
import community.doorstep.passes.PassClaim;
import community.doorstep.passes.PassId;
import community.doorstep.passes.PassVerdict;
import community.doorstep.passes.Passes;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Somebody stands at the door and wants to fetch a child. In the caller's transaction, refused or not: what was refused
 * is written down as well, and the answer is given after that.
 */
@Component
class PickUps {

    static final String NOT_CHECKED_IN = "not-checked-in";
    static final String ALREADY_LEFT = "already-left";

    private final Permission permission;
    private final Passes passes;
    private final Attendances attendances;
    private final Attempts attempts;

    PickUps(Permission permission, Passes passes, Attendances attendances, Attempts attempts) {
        this.permission = permission;
        this.passes = passes;
        this.attendances = attendances;
        this.attempts = attempts;
    }

    /** By a guardian, a listed person, or somebody who only says who they are. */
    Mono<Attempt.Outcome> inPerson(Attempt attempt, Fetcher said, LocalDate today) {
        PersonId child = Objects.requireNonNull(attempt.child());
        UUID who = attempt.who();
        Mono<String> code = switch (attempt.way()) {
            case GUARDIAN -> permission.guardian(child, new PersonId(Objects.requireNonNull(who)));
            case LISTED -> permission.listed(child, Objects.requireNonNull(who));
            case ALONE -> permission.alone(child);
            case PASS, NAMED -> permission.named(child, said);
        };
        return code.flatMap(known -> known.isEmpty() ? fetched(attempt, today) : Mono.just(attempt.refused(known)))
                .delayUntil(attempts::note);
    }

    /** By a one-time pass: used only when all else is right. */
    Mono<Attempt.Outcome> byPass(Attempt attempt, PassClaim claim, LocalDate today) {
        return passes.look(claim)
                .flatMap(verdict -> verdict.pass() == null
                        ? Mono.just(attempt.refused(code(verdict)))
                        : shown(attempt, claim, verdict, today))
                .delayUntil(attempts::note);
    }

    private Mono<Attempt.Outcome> shown(Attempt said, PassClaim claim, PassVerdict verdict, LocalDate today) {
        PassId pass = Objects.requireNonNull(verdict.pass());
        PersonId child = new PersonId(Objects.requireNonNull(verdict.subject()));
        Attempt attempt = new Attempt(
                said.id(),
                said.community(),
                said.station(),
                child,
                Way.PASS,
                pass.value(),
                said.at(),
                said.tabletAt(),
                said.by());
        if (said.child() != null && !said.child().equals(child)) {
            return Mono.just(attempt.refused(Permission.UNKNOWN_PASS));
        }
        return permission
                .holder(child, pass)
                .map(code -> code.isEmpty() ? code(verdict) : code)
                .flatMap(code -> code.isEmpty() ? here(attempt, today) : Mono.just(attempt.refused(code)))
                .flatMap(outcome -> outcome.accepted() ? used(outcome, claim, pass) : Mono.just(outcome));
    }

    private Mono<Attempt.Outcome> used(Attempt.Outcome here, PassClaim claim, PassId pass) {
        Attempt attempt = here.attempt();
        return passes.use(claim, pass)
                .flatMap(verdict -> verdict.accepted()
                        ? leave(attempt, Objects.requireNonNull(here.stay()))
                        : Mono.just(attempt.refused(code(verdict))));
    }

    private static String code(PassVerdict verdict) {
        return verdict.accepted()
                ? Permission.GRANTED
                : verdict.outcome().refusal().code();
    }

    Mono<Attempt.Outcome> fetched(Attempt attempt, LocalDate day) {
        return here(attempt, day)
                .flatMap(outcome -> outcome.accepted()
                        ? leave(attempt, Objects.requireNonNull(outcome.stay()))
                        : Mono.just(outcome));
    }

    /** The child's stay, locked; or why there is none. */
    Mono<Attempt.Outcome> here(Attempt attempt, LocalDate day) {
        return attendances
                .locked(attempt.community(), attempt.station(), Objects.requireNonNull(attempt.child()), day)
                .map(stay -> new Attempt.Outcome(
                        attempt, stay, stay.state() == AttendanceState.LEFT ? ALREADY_LEFT : Permission.GRANTED))
                .defaultIfEmpty(attempt.refused(NOT_CHECKED_IN));
    }

    /** Of a locked stay. */
    Mono<Attempt.Outcome> leave(Attempt attempt, Attendance stay) {
        UUID who = Objects.requireNonNull(attempt.who());
        return attendances
                .left(stay, attempt.at(), attempt.by(), attempt.way().fetched(), who)
                .map(left -> new Attempt.Outcome(attempt, left, Permission.GRANTED))
                .defaultIfEmpty(new Attempt.Outcome(attempt, stay, ALREADY_LEFT));
    }
}
