package community.doorstep.income;

import community.doorstep.shared.Ids;
import java.util.Collection;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Whoever books what one booking or supplement has earned waits for the others who do, until their transaction ends. */
@Component
class InTurn {

    private final DatabaseClient database;

    InTurn(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> of(Collection<UUID> references) {
        return database.sql("""
            SELECT count(pg_advisory_xact_lock(hashtextextended(reference::text, 61)))
            FROM (SELECT unnest(:references) AS reference ORDER BY 1) AS sorted
            """)
                .bind("references", Ids.array(references, reference -> reference))
                .then();
    }
}
