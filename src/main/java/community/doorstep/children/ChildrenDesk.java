package community.doorstep.children;

import community.doorstep.booking.Attendees;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which children are an admin's business: those who have booked in their community. */
@Component
public class ChildrenDesk {

    private final Attendees attendees;

    ChildrenDesk(Attendees attendees) {
        this.attendees = attendees;
    }

    /** The community in which the admin knows the child; refuses {@code person-unknown} (404). */
    public Mono<CommunityId> communityOf(Caller admin, PersonId child) {
        return Flux.fromArray(admin.communitiesAs(Role.COMMUNITY_ADMIN))
                .filterWhen(community -> attendees.known(child, new UUID[] {community}))
                .next()
                .map(CommunityId::new)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("person-unknown")));
    }
}
