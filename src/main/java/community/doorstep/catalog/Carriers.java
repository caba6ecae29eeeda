package community.doorstep.catalog;

import community.doorstep.shared.Refusal;
import community.doorstep.shared.StationId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The stations that carry what others have made ready. */
@Component
class Carriers {

    private final DatabaseClient database;

    Carriers(DatabaseClient database) {
        this.database = database;
    }

    /** In the caller's transaction. Refuses {@code station-unknown} (404) unless it is of the service's community. */
    Mono<Void> known(ServiceId service, ServiceRules rules) {
        StationId carrier = rules.errand() == null ? null : rules.errand().carriedBy();
        if (carrier == null) {
            return Mono.empty();
        }
        return database.sql("""
            SELECT 1 FROM service JOIN station ON station.community_id = service.community_id
            WHERE service.id = :service AND station.id = :carrier
            """)
                .bind("service", service.value())
                .bind("carrier", carrier.value())
                .map(row -> true)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("station-unknown")))
                .then();
    }
}
