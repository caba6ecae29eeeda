package community.doorstep.catalog;

import community.doorstep.catalog.CatalogAdminController.NewCommunity;
import community.doorstep.catalog.CatalogAdminController.NewRoom;
import community.doorstep.catalog.CatalogAdminController.NewService;
import community.doorstep.catalog.CatalogAdminController.NewStation;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Binding;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Writes the catalogue, within the communities of the admin who asks. */
@Component
class CatalogAdmin {

    private final DatabaseClient database;
    private final JsonMapper json;
    private final Carriers carriers;
    private final Audit audit;
    private final Clock clock;

    CatalogAdmin(DatabaseClient database, JsonMapper json, Carriers carriers, Audit audit, Clock clock) {
        this.database = database;
        this.json = json;
        this.carriers = carriers;
        this.audit = audit;
        this.clock = clock;
    }

    Mono<UUID> add(Caller caller, NewCommunity wanted) {
        UUID id = Ids.next();
        return database.sql("""
            INSERT INTO community (id, name, created_by, created_at) VALUES (:id, :name, :by, :now)
            """)
                .bind("id", id)
                .bind("name", wanted.name().strip())
                .bind("by", caller.person().value())
                .bind("now", clock.instant())
                .then()
                .onErrorMap(DuplicateKeyException.class, taken -> Refusal.conflict("name-taken"))
                .then(Mono.defer(() -> audit.note(caller.person(), new CommunityId(id), "community-made", id, "")))
                .thenReturn(id);
    }

    Mono<UUID> add(Caller caller, NewStation wanted) {
        UUID id = Ids.next();
        return database.sql("""
            INSERT INTO station (community_id, id, name, address, latitude, longitude, phone, kind)
            VALUES (:community, :id, :name, :address, :latitude, :longitude, :phone, :kind)
            """)
                .bind("community", wanted.communityId().value())
                .bind("id", id)
                .bind("name", wanted.name().strip())
                .bind("address", wanted.address().strip())
                .bind("latitude", wanted.place().latitude())
                .bind("longitude", wanted.place().longitude())
                .bind("phone", wanted.phone().strip())
                .bind("kind", (wanted.kind() == null ? StationKind.SERVICE : wanted.kind()).name())
                .then()
                .onErrorMap(DuplicateKeyException.class, taken -> Refusal.conflict("name-taken"))
                .thenReturn(id)
                .delayUntil(made -> note(caller, wanted.communityId().value(), "station-made", made));
    }

    Mono<UUID> add(Caller caller, NewRoom wanted) {
        return inserted(
                caller,
                "room-made",
                "station-unknown",
                database.sql("""
                    INSERT INTO room (community_id, id, station_id, name, seats)
                    SELECT community_id, :id, id, :name, :seats FROM station
                    WHERE id = :station AND community_id = ANY(:communities)
                    RETURNING community_id, id
                    """)
                        .bind("station", wanted.stationId().value())
                        .bind("name", wanted.name().strip())
                        .bind("seats", wanted.seats()));
    }

    Mono<UUID> add(Caller caller, NewService wanted) {
        if (wanted.minAge() != null && wanted.maxAge() != null && wanted.minAge() > wanted.maxAge()) {
            throw Refusal.unprocessable("age-range-reversed");
        }
        ServiceRules rules =
                wanted.rules() == null ? ServiceRules.NONE : wanted.rules().checked();
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
            INSERT INTO service (community_id, id, station_id, kind, name, description, capacity_unit,
                                 payment_terms, hold_seconds, min_age, max_age, rules)
            SELECT community_id, :id, id, :kind, :name, :description, :unit, :terms, :hold, :minAge,
                   :maxAge, CAST(:rules AS jsonb)
            FROM station WHERE id = :station AND community_id = ANY(:communities)
            RETURNING community_id, id
            """)
                .bind("station", wanted.stationId().value())
                .bind("kind", wanted.kind().name())
                .bind("name", wanted.name().strip())
                .bind("description", wanted.description())
                .bind("unit", wanted.capacityUnit())
                .bind("terms", wanted.paymentTerms().name())
                .bind("hold", wanted.holdSeconds() == null ? 900 : wanted.holdSeconds())
                .bind("rules", json.writeValueAsString(rules));
        return inserted(
                        caller,
                        "service-made",
                        "station-unknown",
                        Binding.orNull(
                                Binding.orNull(insert, "minAge", wanted.minAge(), Integer.class),
                                "maxAge",
                                wanted.maxAge(),
                                Integer.class))
                .delayUntil(made -> carriers.known(new ServiceId(made), rules));
    }

    private Mono<UUID> inserted(
            Caller caller, String action, String unknown, DatabaseClient.GenericExecuteSpec insert) {
        UUID id = Ids.next();
        return insert.bind("id", id)
                .bind("communities", caller.communitiesAs(Role.COMMUNITY_ADMIN))
                .map(row -> Rows.uuid(row, "community_id"))
                .one()
                .onErrorMap(DuplicateKeyException.class, taken -> Refusal.conflict("name-taken"))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound(unknown)))
                .flatMap(community -> note(caller, community, action, id))
                .thenReturn(id);
    }

    private Mono<Void> note(Caller caller, UUID community, String action, UUID subject) {
        return audit.note(caller.person(), new CommunityId(community), action, subject, "");
    }
}
