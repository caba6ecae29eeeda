package community.doorstep.streets;

import community.doorstep.dispatch.JobAccepted;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Faults and who reported them; each change of state is one conditional statement. */
@Component
class FaultRows {

    private static final double NEAR_METRES = 30;
    private static final double DEGREES = 0.001;

    private final DatabaseClient database;
    private final Clock clock;

    FaultRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Reports of one kind in one community come one after the other, so that two of the same fault meet. */
    Mono<Void> queue(CommunityId community, FaultKind kind) {
        return database.sql("SELECT pg_advisory_xact_lock(hashtextextended(:key, 53))")
                .bind("key", community + "/" + kind)
                .then();
    }

    /** An open fault of that kind within thirty metres, the nearest. */
    Mono<StreetFault> near(CommunityId community, FaultKind kind, GeoPoint place) {
        return database.sql("""
            SELECT * FROM street_fault
            WHERE community_id = :community AND kind = :kind AND ended_at IS NULL
              AND latitude BETWEEN :latitude - :degrees AND :latitude + :degrees
              AND longitude BETWEEN :longitude - :degrees AND :longitude + :degrees
            """)
                .bind("community", community.value())
                .bind("kind", kind.name())
                .bind("latitude", place.latitude())
                .bind("longitude", place.longitude())
                .bind("degrees", DEGREES)
                .map(StreetFault::of)
                .all()
                .filter(fault -> fault.place().metresTo(place) <= NEAR_METRES)
                .reduce((one, other) ->
                        one.place().metresTo(place) <= other.place().metresTo(place) ? one : other);
    }

    Mono<Void> add(StreetFault fault) {
        return database.sql("""
            INSERT INTO street_fault (community_id, id, station_id, kind, latitude, longitude, state,
                reports, reported_at)
            VALUES (:community, :id, :station, :kind, :latitude, :longitude, 'REPORTED', 0, :now)
            """)
                .bind("community", fault.community().value())
                .bind("id", fault.id())
                .bind("station", fault.station().value())
                .bind("kind", fault.kind().name())
                .bind("latitude", fault.place().latitude())
                .bind("longitude", fault.place().longitude())
                .bind("now", fault.reportedAt())
                .then();
    }

    /** Counts everybody once; answers the fault as it stands. */
    Mono<StreetFault> reported(UUID fault, PersonId reporter, byte[] words) {
        return database.sql("""
            WITH added AS (
                INSERT INTO street_report (fault_id, reporter_id, words, at)
                VALUES (:fault, :reporter, :words, :now) ON CONFLICT DO NOTHING
                RETURNING 1)
            UPDATE street_fault SET reports = reports + (SELECT count(*) FROM added)
            WHERE id = :fault RETURNING *
            """)
                .bind("fault", fault)
                .bind("reporter", reporter.value())
                .bind("words", words)
                .bind("now", clock.instant())
                .map(StreetFault::of)
                .one();
    }

    Mono<Boolean> isReporter(UUID fault, PersonId person) {
        return database.sql("SELECT 1 AS yes FROM street_report WHERE fault_id = :fault AND reporter_id = :person")
                .bind("fault", fault)
                .bind("person", person.value())
                .map(row -> true)
                .one();
    }

    /** After a step of its job; an older step than was heard of changes nothing. Empty then, and when it has ended. */
    Mono<StreetFault> become(CommunityId community, UUID id, FaultState state, long jobVersion) {
        return database.sql("""
            UPDATE street_fault SET state = :state, job_version = :version,
                   ended_at = CASE WHEN :state IN ('FIXED', 'DISMISSED') THEN :now::timestamptz END
            WHERE community_id = :community AND id = :id AND ended_at IS NULL AND job_version < :version
            RETURNING *
            """)
                .bind("state", state.name())
                .bind("version", jobVersion)
                .bind("now", clock.instant())
                .bind("community", community.value())
                .bind("id", id)
                .map(StreetFault::of)
                .one();
    }

    /** The same of all whose jobs somebody has accepted. */
    Mono<Void> underWay(List<JobAccepted> jobs) {
        return database.sql("""
            UPDATE street_fault SET state = 'UNDER_WAY', job_version = accepted.version
            FROM (
                SELECT community_id, id, max(version) AS version
                FROM unnest(:communities, :jobs, :versions) AS job (community_id, id, version)
                GROUP BY community_id, id) AS accepted
            WHERE street_fault.community_id = accepted.community_id AND street_fault.id = accepted.id
              AND street_fault.ended_at IS NULL AND street_fault.job_version < accepted.version
            """)
                .bind("communities", Ids.array(jobs, job -> job.community().value()))
                .bind("jobs", Ids.array(jobs, JobAccepted::aggregate))
                .bind("versions", jobs.stream().map(JobAccepted::version).toArray(Long[]::new))
                .then();
    }

    Mono<StreetFault> dismiss(UUID id, UUID[] communities) {
        return database.sql("""
            UPDATE street_fault SET state = 'DISMISSED', ended_at = :now
            WHERE id = :id AND community_id = ANY(:communities) AND ended_at IS NULL
            RETURNING *
            """)
                .bind("now", clock.instant())
                .bind("id", id)
                .bind("communities", communities)
                .map(StreetFault::of)
                .one();
    }

    /** What it costs, from then on. */
    Mono<Void> cost(UUID id, long fen) {
        return database.sql("UPDATE street_fault SET cost_fen = :fen WHERE id = :id AND fund IS NULL")
                .bind("fen", fen)
                .bind("id", id)
                .then();
    }

    /** A fixed one that nobody has paid for, locked. */
    Mono<StreetFault> unpaid(UUID id, UUID[] communities) {
        return database.sql("""
            SELECT * FROM street_fault
            WHERE id = :id AND community_id = ANY(:communities) AND state = 'FIXED' AND fund IS NULL
              AND cost_fen > 0
            FOR UPDATE
            """)
                .bind("id", id)
                .bind("communities", communities)
                .map(StreetFault::of)
                .one();
    }

    Mono<StreetFault> paid(UUID id, String fund) {
        return database.sql("""
            UPDATE street_fault SET fund = :fund, paid_at = :now WHERE id = :id AND fund IS NULL
            RETURNING *
            """)
                .bind("fund", fund)
                .bind("now", clock.instant())
                .bind("id", id)
                .map(StreetFault::of)
                .one();
    }

    Mono<StreetFault> one(UUID id, UUID[] communities) {
        return database.sql("SELECT * FROM street_fault WHERE id = :id AND community_id = ANY(:communities)")
                .bind("id", id)
                .bind("communities", communities)
                .map(StreetFault::of)
                .one();
    }

    Flux<StreetFault> of(CommunityId community, UUID before, int most) {
        return database.sql("""
            SELECT * FROM street_fault WHERE community_id = :community AND id < :before
            ORDER BY id DESC LIMIT :most
            """)
                .bind("community", community.value())
                .bind("before", before)
                .bind("most", most)
                .map(StreetFault::of)
                .all();
    }

    Mono<Long> price(CommunityId community, FaultKind kind) {
        return database.sql("SELECT price_fen FROM street_price WHERE community_id = :community AND kind = :kind")
                .bind("community", community.value())
                .bind("kind", kind.name())
                .map(row -> Rows.number(row, "price_fen"))
                .one()
                .defaultIfEmpty(0L);
    }

    record KindPrice(FaultKind kind, long priceFen) {}

    Mono<List<KindPrice>> prices(CommunityId community) {
        return database.sql("SELECT kind, price_fen FROM street_price WHERE community_id = :community ORDER BY kind")
                .bind("community", community.value())
                .map(row -> new KindPrice(FaultKind.valueOf(Rows.text(row, "kind")), Rows.number(row, "price_fen")))
                .all()
                .collectList();
    }

    Mono<Void> price(CommunityId community, FaultKind kind, long fen) {
        return database.sql("""
            INSERT INTO street_price (community_id, kind, price_fen) VALUES (:community, :kind, :fen)
            ON CONFLICT (community_id, kind) DO UPDATE SET price_fen = excluded.price_fen
            """)
                .bind("community", community.value())
                .bind("kind", kind.name())
                .bind("fen", fen)
                .then();
    }
}
