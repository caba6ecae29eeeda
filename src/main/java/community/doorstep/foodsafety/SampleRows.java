package community.doorstep.foodsafety;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The samples as they were taken and disposed of. */
@Component
class SampleRows {

    /** One that nobody has disposed of in time. */
    record Late(CommunityId community, UUID id, StationId station, ServiceId service, LocalDate day, long version) {}

    private final DatabaseClient database;
    private final Clock clock;

    SampleRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Empty when there is a sample of that dish already. */
    Mono<FoodSample> add(
            Service service, LocalDate day, String dish, int grams, int fridgeTenths, PersonId by, Instant at) {
        return database.sql("""
            INSERT INTO food_sample (community_id, id, service_id, station_id, day, dish, grams,
                                     fridge_tenth, taken_by, taken_at)
            VALUES (:community, :id, :service, :station, :day, :dish, :grams, :fridge, :by, :at)
            RETURNING *
            """)
                .bind("community", service.communityId().value())
                .bind("id", Ids.next())
                .bind("service", service.id().value())
                .bind("station", service.stationId().value())
                .bind("day", day)
                .bind("dish", dish)
                .bind("grams", grams)
                .bind("fridge", fridgeTenths)
                .bind("by", by.value())
                .bind("at", at)
                .map(this::sampleOf)
                .one()
                .onErrorResume(DuplicateKeyException.class, there -> Mono.empty());
    }

    Flux<FoodSample> of(ServiceId service, LocalDate first, LocalDate last) {
        return database.sql("""
            SELECT * FROM food_sample
            WHERE service_id = :service AND day BETWEEN :first AND :last ORDER BY day, taken_at, id
            """)
                .bind("service", service.value())
                .bind("first", first)
                .bind("last", last)
                .map(this::sampleOf)
                .all();
    }

    Mono<FoodSample> locked(UUID id, UUID[] communities) {
        return database.sql("SELECT * FROM food_sample WHERE id = :id AND community_id = ANY(:communities) FOR UPDATE")
                .bind("id", id)
                .bind("communities", communities)
                .map(this::sampleOf)
                .one();
    }

    Mono<FoodSample> dispose(UUID id, PersonId by, Instant now) {
        return database.sql("""
            UPDATE food_sample SET disposed_by = :by, disposed_at = :now, version = version + 1
            WHERE id = :id AND disposed_at IS NULL
            RETURNING *
            """)
                .bind("by", by.value())
                .bind("now", now)
                .bind("id", id)
                .map(this::sampleOf)
                .one();
    }

    /** Those that are late and were not told of, marked as told. */
    Mono<List<Late>> late(Instant takenBefore, Instant now, int most) {
        return database.sql("""
            UPDATE food_sample SET told_at = :now, version = version + 1
            WHERE (community_id, id) IN (
                SELECT community_id, id FROM food_sample
                WHERE disposed_at IS NULL AND told_at IS NULL AND taken_at < :before
                ORDER BY taken_at LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING *
            """)
                .bind("now", now)
                .bind("before", takenBefore)
                .bind("most", most)
                .map(row -> new Late(
                        new CommunityId(Rows.uuid(row, "community_id")),
                        Rows.uuid(row, "id"),
                        new StationId(Rows.uuid(row, "station_id")),
                        new ServiceId(Rows.uuid(row, "service_id")),
                        Rows.get(row, "day", LocalDate.class),
                        Rows.number(row, "version")))
                .all()
                .collectList();
    }

    private FoodSample sampleOf(Readable row) {
        Instant takenAt = Rows.instant(row, "taken_at");
        Instant disposedAt = Rows.instantOrNull(row, "disposed_at");
        UUID disposedBy = row.get("disposed_by", UUID.class);
        int fridge = Rows.get(row, "fridge_tenth", Integer.class);
        return new FoodSample(
                Rows.uuid(row, "id"),
                new ServiceId(Rows.uuid(row, "service_id")),
                Rows.get(row, "day", LocalDate.class),
                Rows.text(row, "dish"),
                Rows.get(row, "grams", Integer.class),
                fridge,
                FoodSample.isWrong(fridge),
                new PersonId(Rows.uuid(row, "taken_by")),
                takenAt,
                takenAt.plus(FoodSample.KEPT),
                FoodSample.isOverdue(takenAt, disposedAt, clock.instant()),
                disposedBy == null ? null : new PersonId(disposedBy),
                disposedAt);
    }
}
