package community.doorstep.catalog;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The rules of each service, as its community's admin keeps them. */
@Component
class RuleBook {

    record Entry(ServiceRules rules, long version, CommunityId community) {}

    private final DatabaseClient database;
    private final Catalog catalog;
    private final Carriers carriers;
    private final JsonMapper json;
    private final Audit audit;
    private final Detached detached;
    private final TransactionalOperator transaction;

    RuleBook(
            DatabaseClient database,
            Catalog catalog,
            Carriers carriers,
            JsonMapper json,
            Audit audit,
            Detached detached,
            TransactionalOperator transaction) {
        this.database = database;
        this.catalog = catalog;
        this.carriers = carriers;
        this.json = json;
        this.audit = audit;
        this.detached = detached;
        this.transaction = transaction;
    }

    /** Refuses {@code service-unknown} (404). */
    Mono<Entry> of(Caller caller, ServiceId service) {
        return database.sql("""
            SELECT rules::text AS rules, version, community_id FROM service
            WHERE id = :id AND community_id = ANY(:communities)
            """)
                .bind("id", service.value())
                .bind("communities", caller.communitiesAs(Role.COMMUNITY_ADMIN))
                .map(this::entry)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("service-unknown")));
    }

    /** Slots that are there keep what they have. Refuses {@code service-unknown}, {@code station-unknown} (404), {@code version-changed} (412). */
    Mono<Entry> set(Caller caller, ServiceId service, long version, ServiceRules rules) {
        Mono<Entry> work = written(caller, service, version, rules)
                .switchIfEmpty(Mono.defer(() -> of(caller, service).flatMap(RuleBook::changedMeanwhile)))
                .delayUntil(entry -> carriers.known(service, rules))
                .delayUntil(entry -> audit.note(
                        caller.person(), entry.community(), "service-rules", service.value(), "" + entry.version()));
        return detached.run(work.as(transaction::transactional)).doOnNext(entry -> catalog.forget(service));
    }

    private Mono<Entry> written(Caller caller, ServiceId service, long version, ServiceRules rules) {
        return database.sql("""
            UPDATE service SET rules = CAST(:rules AS jsonb), version = version + 1
            WHERE id = :id AND version = :version AND community_id = ANY(:communities)
            RETURNING rules::text AS rules, version, community_id
            """)
                .bind("rules", json.writeValueAsString(rules))
                .bind("id", service.value())
                .bind("version", version)
                .bind("communities", caller.communitiesAs(Role.COMMUNITY_ADMIN))
                .map(this::entry)
                .one();
    }

    private static Mono<Entry> changedMeanwhile(Entry entry) {
        return Mono.error(Refusal.preconditionFailed("version-changed"));
    }

    private Entry entry(Readable row) {
        return new Entry(
                json.readValue(Rows.text(row, "rules"), ServiceRules.class),
                Rows.number(row, "version"),
                new CommunityId(Rows.uuid(row, "community_id")));
    }
}
