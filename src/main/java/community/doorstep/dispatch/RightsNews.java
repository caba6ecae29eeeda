package community.doorstep.dispatch;

import community.doorstep.catalog.Catalog;
import community.doorstep.identity.Roles;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Grant;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationRef;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells the streams that what somebody may do has changed, or a session is over: who may listen no more hears no more. */
@Component
class RightsNews {

    private static final Set<Role> LISTENING = EnumSet.of(Role.WORKER, Role.STATION_LEAD, Role.OPERATOR);

    private final Roles roles;
    private final Catalog catalog;
    private final Mirror mirror;
    private final Changes changes;

    RightsNews(Roles roles, Catalog catalog, Mirror mirror, Changes changes) {
        this.roles = roles;
        this.catalog = catalog;
        this.mirror = mirror;
        this.changes = changes;
    }

    /** The resident's stream, and those of all stations where the person may, or could, listen. */
    Mono<Void> tell(PersonId person) {
        return changes.of(person).thenMany(atStations(person)).then();
    }

    private Flux<Void> atStations(PersonId person) {
        return roles.ever(person)
                .filter(grant -> LISTENING.contains(grant.role()))
                .concatMap(this::stations)
                .distinct()
                .concatMap(at -> mirror.duty(at, person));
    }

    private Flux<StationRef> stations(Grant grant) {
        CommunityId community = Objects.requireNonNull(grant.community());
        return grant.station() == null
                ? catalog.stationsOf(community)
                        .flatMapIterable(all -> all)
                        .map(station -> new StationRef(community, station.id()))
                : Flux.just(new StationRef(community, grant.station()));
    }
}
