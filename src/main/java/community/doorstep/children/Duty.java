package community.doorstep.children;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Station;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Who looks after children where: only they see cards, and only while they are there. Who forgets to go is gone after 14 hours. */
@Component
public class Duty {

    private static final Duration LONGEST = Duration.ofHours(14);

    private final DatabaseClient database;
    private final Catalog catalog;
    private final Audit audit;
    private final Clock clock;

    Duty(DatabaseClient database, Catalog catalog, Audit audit, Clock clock) {
        this.database = database;
        this.catalog = catalog;
        this.audit = audit;
        this.clock = clock;
    }

    /** Refuses {@code station-unknown} (404) unless it is where the caller teaches or leads. */
    Mono<Void> begin(Caller caller, StationId station) {
        return at(caller, station)
                .flatMap(place -> database.sql("""
                    INSERT INTO care_duty (community_id, station_id, person_id, since)
                    VALUES (:community, :station, :person, :now)
                    ON CONFLICT (community_id, station_id, person_id) DO UPDATE SET since = :now, until = NULL
                    """)
                        .bind("community", place.communityId().value())
                        .bind("station", station.value())
                        .bind("person", caller.person().value())
                        .bind("now", clock.instant())
                        .then()
                        .then(Mono.defer(() -> noted(caller, place, "care-duty-begun"))));
    }

    Mono<Void> end(Caller caller, StationId station) {
        return at(caller, station)
                .flatMap(place -> database.sql("""
                    UPDATE care_duty SET until = :now
                    WHERE community_id = :community AND station_id = :station AND person_id = :person
                      AND until IS NULL
                    """)
                        .bind("now", clock.instant())
                        .bind("community", place.communityId().value())
                        .bind("station", station.value())
                        .bind("person", caller.person().value())
                        .then()
                        .then(Mono.defer(() -> noted(caller, place, "care-duty-ended"))));
    }

    private Mono<Void> noted(Caller caller, Station place, String action) {
        return audit.note(
                caller.person(), place.communityId(), action, place.id().value(), "");
    }

    private Mono<Station> at(Caller caller, StationId station) {
        UUID[] communities = caller.communitiesAt(station, Role.TEACHER, Role.STATION_LEAD);
        return catalog.station(station)
                .filter(place ->
                        List.of(communities).contains(place.communityId().value()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("station-unknown")));
    }

    /**
     * The station's community. Refuses {@code role-missing} (403) who neither teaches nor leads there, {@code
     * not-on-duty} (403) who is not there now.
     */
    public Mono<CommunityId> mustBeOn(Caller caller, StationId station) {
        Instant now = clock.instant();
        return database.sql("""
            SELECT community_id FROM care_duty
            WHERE community_id = ANY(:communities) AND station_id = :station AND person_id = :person
              AND until IS NULL AND since > :earliest
            """)
                .bind("communities", caller.communitiesAt(station, Role.TEACHER, Role.STATION_LEAD))
                .bind("station", station.value())
                .bind("person", caller.person().value())
                .bind("earliest", now.minus(LONGEST))
                .map(row -> new CommunityId(Rows.uuid(row, "community_id")))
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.forbidden("not-on-duty")));
    }
}
