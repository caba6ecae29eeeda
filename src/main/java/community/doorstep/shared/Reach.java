package community.doorstep.shared;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * What a caller may look at by some roles, for the WHERE of a query.
 *
 * @param communities all in which one of the roles is held
 * @param whole those in which it is held for every station
 * @param stations those for which alone it is held
 */
public record Reach(UUID[] communities, UUID[] whole, UUID[] stations) {

    /** Refuses {@code role-missing} (403) when the caller has none of the roles anywhere. */
    public static Reach of(Caller caller, Role first, Role... more) {
        UUID[] communities = caller.communitiesAs(first, more);
        EnumSet<Role> wanted = EnumSet.of(first, more);
        List<Grant> held =
                caller.grants().stream().filter(g -> wanted.contains(g.role())).toList();
        List<CommunityId> whole = held.stream()
                .filter(grant -> grant.station() == null)
                .map(Grant::community)
                .filter(Objects::nonNull)
                .toList();
        List<StationId> stations =
                held.stream().map(Grant::station).filter(Objects::nonNull).toList();
        return new Reach(communities, Ids.array(whole, CommunityId::value), Ids.array(stations, StationId::value));
    }

    /** Whether that station is within. */
    public boolean covers(StationRef at) {
        return covers(at.community(), at.station());
    }

    public boolean covers(CommunityId community, StationId station) {
        return List.of(whole).contains(community.value()) || List.of(stations).contains(station.value());
    }

    public DatabaseClient.GenericExecuteSpec bind(DatabaseClient.GenericExecuteSpec query) {
        return query.bind("communities", communities).bind("whole", whole).bind("stations", stations);
    }

    /** Where one station may be asked for. */
    public DatabaseClient.GenericExecuteSpec bind(DatabaseClient.GenericExecuteSpec query, @Nullable UUID station) {
        return Binding.orNull(bind(query), "station", station, UUID.class);
    }
}
