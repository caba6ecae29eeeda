package community.doorstep.media;

import community.doorstep.shared.Ids;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Few and small enough for the database: a photo comes and goes with what it belongs to. */
@Component
class PostgresPhotoStore implements PhotoStore {

    private final DatabaseClient database;
    private final Clock clock;

    PostgresPhotoStore(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public Mono<Void> put(PhotoId id, byte[] sealed) {
        return database.sql("INSERT INTO photo (id, sealed, at) VALUES (:id, :sealed, :now)")
                .bind("id", id.value())
                .bind("sealed", sealed)
                .bind("now", clock.instant())
                .then();
    }

    @Override
    public Mono<byte[]> get(PhotoId id) {
        return database.sql("SELECT sealed FROM photo WHERE id = :id")
                .bind("id", id.value())
                .map(row -> Rows.get(row, "sealed", byte[].class))
                .one();
    }

    @Override
    public Mono<byte[]> getOpen(PhotoId id) {
        return database.sql("SELECT sealed FROM photo WHERE id = :id AND open")
                .bind("id", id.value())
                .map(row -> Rows.get(row, "sealed", byte[].class))
                .one();
    }

    @Override
    public Mono<Void> open(PhotoId id) {
        return database.sql("UPDATE photo SET open = true WHERE id = :id")
                .bind("id", id.value())
                .then();
    }

    @Override
    public Mono<Void> delete(Collection<PhotoId> ids) {
        return database.sql("DELETE FROM photo WHERE id = ANY(:ids)")
                .bind("ids", Ids.array(ids, PhotoId::value))
                .then();
    }
}
