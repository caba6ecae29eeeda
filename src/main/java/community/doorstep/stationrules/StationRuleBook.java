package community.doorstep.stationrules;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import community.doorstep.catalog.Catalog;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import community.doorstep.shared.StationRef;
import io.r2dbc.spi.Readable;
import java.time.Duration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Each station's rules: admins keep them, leads read them. A change holds everywhere within two seconds. */
@Component
public class StationRuleBook {

    private static final Duration STANDS = Duration.ofSeconds(2);
    private static final int MOST = 10_000;

    /** Version 0: nobody has set any. */
    record Entry(StationRules rules, long version) {
        static final Entry USUAL = new Entry(StationRules.USUAL, 0);
    }

    private final DatabaseClient database;
    private final Catalog catalog;
    private final JsonMapper json;
    private final Audit audit;
    private final Detached detached;
    private final TransactionalOperator transaction;
    private final Cache<StationRef, StationRules> known =
            Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(STANDS).build();

    StationRuleBook(
            DatabaseClient database,
            Catalog catalog,
            JsonMapper json,
            Audit audit,
            Detached detached,
            TransactionalOperator transaction) {
        this.database = database;
        this.catalog = catalog;
        this.json = json;
        this.audit = audit;
        this.detached = detached;
        this.transaction = transaction;
    }

    public Mono<StationRules> of(StationRef station) {
        StationRules rules = known.getIfPresent(station);
        return rules != null
                ? Mono.just(rules)
                : read(station).map(Entry::rules).doOnNext(found -> known.put(station, found));
    }

    private Mono<Entry> read(StationRef station) {
        return database.sql("""
            SELECT rules::text AS rules, version FROM station_rules
            WHERE community_id = :community AND station_id = :station
            """)
                .bind("community", station.community().value())
                .bind("station", station.station().value())
                .map(this::entry)
                .one()
                .defaultIfEmpty(Entry.USUAL);
    }

    /** Refuses {@code station-unknown} (404). */
    Mono<Entry> of(Caller caller, StationId station) {
        return mine(caller, station, Role.COMMUNITY_ADMIN, Role.STATION_LEAD).flatMap(this::read);
    }

    /** Refuses {@code station-unknown} (404), {@code version-changed} (412). */
    Mono<Entry> set(Caller caller, StationId station, long version, StationRules rules) {
        Mono<Entry> work = mine(caller, station, Role.COMMUNITY_ADMIN)
                .flatMap(at -> written(at, version, rules).delayUntil(entry -> noted(caller, at, entry)));
        return detached.run(work.as(transaction::transactional)).doOnNext(entry -> known.invalidateAll());
    }

    private Mono<StationRef> mine(Caller caller, StationId station, Role first, Role... more) {
        java.util.Set<java.util.UUID> communities = java.util.Set.of(caller.communitiesAs(first, more));
        return catalog.station(station)
                .filter(known -> communities.contains(known.communityId().value()))
                .map(known -> new StationRef(known.communityId(), station))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("station-unknown")));
    }

    private Mono<Entry> written(StationRef at, long version, StationRules rules) {
        return database.sql("""
            INSERT INTO station_rules AS book (community_id, station_id, rules)
            SELECT :community, :station, CAST(:rules AS jsonb)
            WHERE :version = 0 OR EXISTS (
                SELECT 1 FROM station_rules WHERE community_id = :community AND station_id = :station)
            ON CONFLICT (community_id, station_id) DO UPDATE
            SET rules = excluded.rules, version = book.version + 1
            WHERE book.version = :version
            RETURNING rules::text AS rules, version
            """)
                .bind("community", at.community().value())
                .bind("station", at.station().value())
                .bind("rules", json.writeValueAsString(rules))
                .bind("version", version)
                .map(this::entry)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.preconditionFailed("version-changed")));
    }

    private Mono<Void> noted(Caller caller, StationRef at, Entry entry) {
        return audit.note(
                caller.person(), at.community(), "station-rules", at.station().value(), "" + entry.version());
    }

    private Entry entry(Readable row) {
        return new Entry(json.readValue(Rows.text(row, "rules"), StationRules.class), Rows.number(row, "version"));
    }
}
