package community.doorstep.pickup;

import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whom a child's guardians have listed. */
@Component
class Fetchers {

    record Listed(UUID id, PersonId child, Fetcher fetcher) {}

    private final DatabaseClient database;
    private final FetcherSeal seal;
    private final Clock clock;

    Fetchers(DatabaseClient database, FetcherSeal seal, Clock clock) {
        this.database = database;
        this.seal = seal;
        this.clock = clock;
    }

    Mono<UUID> add(PersonId child, Fetcher fetcher, PersonId by) {
        UUID id = Ids.next();
        return database.sql("""
            INSERT INTO pick_up_person (id, child_id, sealed, name_index, phone_index, added_by, added_at)
            VALUES (:id, :child, :sealed, :name, :phone, :by, :now)
            """)
                .bind("id", id)
                .bind("child", child.value())
                .bind("sealed", seal.seal(id, fetcher))
                .bind("name", seal.name(child, fetcher.name()))
                .bind("phone", seal.phone(child, fetcher.phone()))
                .bind("by", by.value())
                .bind("now", clock.instant())
                .then()
                .thenReturn(id);
    }

    Mono<Void> end(PersonId child, UUID id) {
        return database.sql("""
            UPDATE pick_up_person SET ended_at = :now
            WHERE id = :id AND child_id = :child AND ended_at IS NULL
            """)
                .bind("now", clock.instant())
                .bind("id", id)
                .bind("child", child.value())
                .then();
    }

    Flux<Listed> of(PersonId child) {
        return database.sql("""
            SELECT id, child_id, sealed FROM pick_up_person
            WHERE child_id = :child AND ended_at IS NULL ORDER BY id
            """).bind("child", child.value()).map(this::listed).all();
    }

    Mono<Listed> one(PersonId child, UUID id) {
        return database.sql("""
            SELECT id, child_id, sealed FROM pick_up_person
            WHERE id = :id AND child_id = :child AND ended_at IS NULL
            """)
                .bind("id", id)
                .bind("child", child.value())
                .map(this::listed)
                .one();
    }

    private Listed listed(Readable row) {
        UUID id = Rows.uuid(row, "id");
        return new Listed(
                id, new PersonId(Rows.uuid(row, "child_id")), seal.open(id, Rows.get(row, "sealed", byte[].class)));
    }
}
