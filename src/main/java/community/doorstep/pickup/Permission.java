package community.doorstep.pickup;

import community.doorstep.children.GuardianRights;
import community.doorstep.children.Guardians;
import community.doorstep.children.WalkAlone;
import community.doorstep.passes.PassId;
import community.doorstep.shared.PersonId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Whether somebody may fetch a child: answers a code, empty when they may. Whoever is forbidden it is never more than
 * {@code pick-up-not-allowed}: staff do not learn why.
 */
@Component
class Permission {

    static final String GRANTED = "";
    static final String NOT_ALLOWED = "pick-up-not-allowed";
    static final String NOT_LISTED = "pick-up-not-listed";
    static final String NOT_ALONE = "may-not-walk-alone";
    static final String UNKNOWN_PASS = "pass-unknown";

    private final Guardians guardians;
    private final Fetchers fetchers;
    private final PassesGiven given;
    private final Bans bans;
    private final WalkAlone walkAlone;

    Permission(Guardians guardians, Fetchers fetchers, PassesGiven given, Bans bans, WalkAlone walkAlone) {
        this.guardians = guardians;
        this.fetchers = fetchers;
        this.given = given;
        this.bans = bans;
        this.walkAlone = walkAlone;
    }

    Mono<String> guardian(PersonId child, PersonId guardian) {
        return guardians
                .of(List.of(child))
                .map(found -> guardian(found.getOrDefault(child, Map.of()).get(guardian)));
    }

    private static String guardian(@Nullable GuardianRights rights) {
        if (rights == null) {
            return NOT_LISTED;
        }
        return rights.picksUp() ? GRANTED : NOT_ALLOWED;
    }

    Mono<String> listed(PersonId child, UUID person) {
        return fetchers.one(child, person)
                .flatMap(listed -> bans.concern(child, listed.fetcher()))
                .map(banned -> banned ? NOT_ALLOWED : GRANTED)
                .defaultIfEmpty(NOT_LISTED);
    }

    /** Of somebody who says a name and a number: at best they are not listed. */
    Mono<String> named(PersonId child, Fetcher person) {
        return bans.concern(child, person).map(banned -> banned ? NOT_ALLOWED : NOT_LISTED);
    }

    /** Of a child that goes by itself. */
    Mono<String> alone(PersonId child) {
        return walkAlone.allowed(child).map(allowed -> allowed ? GRANTED : NOT_ALONE);
    }

    /** Of the holder of a pass, apart from whether that is good. */
    Mono<String> holder(PersonId child, PassId pass) {
        return given.one(pass)
                .filter(known -> known.child().equals(child))
                .flatMap(given::holds)
                .map(holds -> holds ? GRANTED : NOT_ALLOWED)
                .defaultIfEmpty(UNKNOWN_PASS);
    }
}
