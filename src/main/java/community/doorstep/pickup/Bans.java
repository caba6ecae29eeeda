package community.doorstep.pickup;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who may never fetch a child: known again by name or by number. */
@Component
class Bans {

    record Ban(UUID id, Fetcher person) {}

    private final DatabaseClient database;
    private final FetcherSeal seal;
    private final Clock clock;

    Bans(DatabaseClient database, FetcherSeal seal, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.clock = clock;
    }

    Mono<UUID> add(CommunityId community, PersonId child, Fetcher person, PersonId by) {
        UUID id = Ids.next();
        return database.sql("""
            INSERT INTO pick_up_ban (id, community_id, child_id, sealed, name_index, phone_index, set_by, set_at)
            VALUES (:id, :community, :child, :sealed, :name, :phone, :by, :now)
            """)
                .bind("id", id)
                .bind("community", community.value())
                .bind("child", child.value())
                .bind("sealed", seal.seal(id, person))
                .bind("name", seal.name(child, person.name()))
                .bind("phone", seal.phone(child, person.phone()))
                .bind("by", by.value())
                .bind("now", clock.instant())
                .then()
                .thenReturn(id);
    }

    Mono<Void> end(CommunityId community, PersonId child, UUID id) {
        return database.sql("""
            UPDATE pick_up_ban SET ended_at = :now
            WHERE id = :id AND community_id = :community AND child_id = :child AND ended_at IS NULL
            """)
                .bind("now", clock.instant())
                .bind("id", id)
                .bind("community", community.value())
                .bind("child", child.value())
                .then();
    }

    Flux<Ban> of(PersonId child) {
        return database.sql(
                        "SELECT id, sealed FROM pick_up_ban WHERE child_id = :child AND ended_at IS NULL ORDER BY id")
                .bind("child", child.value())
                .map(row -> new Ban(
                        Rows.uuid(row, "id"), seal.open(Rows.uuid(row, "id"), Rows.get(row, "sealed", byte[].class))))
                .all();
    }

    Mono<Boolean> concern(PersonId child, Fetcher person) {
        return database.sql("""
            SELECT EXISTS (
                SELECT 1 FROM pick_up_ban
                WHERE child_id = :child AND ended_at IS NULL
                  AND (name_index = ANY(:names) OR phone_index = ANY(:phones))) AS banned
            """)
                .bind("child", child.value())
                .bind("names", seal.names(child, person.name()))
                .bind("phones", seal.phones(child, person.phone()))
                .map(row -> Rows.get(row, "banned", Boolean.class))
                .one();
    }
}
