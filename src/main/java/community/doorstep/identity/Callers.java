package community.doorstep.identity;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who telephones: found by the number they call from, and each look is written down. */
@Component
public class Callers {

    private final People people;
    private final Audit audit;

    Callers(People people, Audit audit) {
        this.people = people;
        this.audit = audit;
    }

    /** In the caller's transaction. Refuses {@code resident-unknown} (404). */
    public Mono<Contact> byPhone(Caller operator, String phone) {
        CommunityId community = new CommunityId(operator.communitiesAs(Role.OPERATOR, Role.STATION_LEAD)[0]);
        return people.byPhone(phone)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("resident-unknown")))
                .map(known -> new Contact(known.id(), known.profile().name(), null))
                .delayUntil(found -> audit.note(
                        operator.person(), community, "caller-found", found.id().value(), ""));
    }
}
