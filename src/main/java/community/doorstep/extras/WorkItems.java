package community.doorstep.extras;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.util.List;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The list of parts and labour of each community. An offer keeps the price that it was made with. */
@Component
class WorkItems {

    private final DatabaseClient database;
    private final Audit audit;

    WorkItems(DatabaseClient database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** In the caller's transaction. Refuses {@code item-name-taken} (409). */
    Mono<WorkItem> add(Caller admin, WorkItemController.NewItem wanted) {
        return database.sql("""
            INSERT INTO work_item (community_id, id, kind, name, unit, price_fen)
            VALUES (:community, :id, :kind, :name, :unit, :fen)
            RETURNING *
            """)
                .bind("community", wanted.communityId().value())
                .bind("id", Ids.next())
                .bind("kind", wanted.kind().name())
                .bind("name", wanted.name().strip())
                .bind("unit", wanted.unit().strip())
                .bind("fen", wanted.priceFen())
                .map(WorkItem::of)
                .one()
                .onErrorMap(DuplicateKeyException.class, taken -> Refusal.conflict("item-name-taken"))
                .delayUntil(made -> note(admin, "work-item-added", made));
    }

    /** In the caller's transaction. Refuses {@code item-unknown} (404), {@code version-changed} (412), {@code item-name-taken} (409). */
    Mono<WorkItem> edit(Caller admin, UUID id, long version, WorkItemController.EditedItem edited) {
        UUID[] communities = admin.communitiesAs(Role.COMMUNITY_ADMIN);
        return database.sql("""
            UPDATE work_item SET name = :name, unit = :unit, price_fen = :fen, active = :active,
                   version = version + 1
            WHERE id = :id AND community_id = ANY(:communities) AND version = :version
            RETURNING *
            """)
                .bind("id", id)
                .bind("communities", communities)
                .bind("version", version)
                .bind("name", edited.name().strip())
                .bind("unit", edited.unit().strip())
                .bind("fen", edited.priceFen())
                .bind("active", edited.active())
                .map(WorkItem::of)
                .one()
                .onErrorMap(DuplicateKeyException.class, taken -> Refusal.conflict("item-name-taken"))
                .switchIfEmpty(Mono.defer(() -> one(communities, id)
                        .flatMap(there -> Mono.error(Refusal.preconditionFailed("version-changed")))))
                .delayUntil(changed -> note(admin, "work-item-edited", changed));
    }

    /** Refuses {@code item-unknown} (404). */
    Mono<WorkItem> one(UUID[] communities, UUID id) {
        return database.sql("SELECT * FROM work_item WHERE id = :id AND community_id = ANY(:communities)")
                .bind("id", id)
                .bind("communities", communities)
                .map(WorkItem::of)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("item-unknown")));
    }

    Mono<List<WorkItem>> of(UUID[] communities) {
        return database.sql("SELECT * FROM work_item WHERE community_id = ANY(:communities) ORDER BY kind, name")
                .bind("communities", communities)
                .map(WorkItem::of)
                .all()
                .collectList();
    }

    /** Those that can be offered; refuses {@code item-unknown} (404) when one of them cannot. */
    Mono<List<WorkItem>> offered(CommunityId community, List<UUID> ids) {
        return database.sql("""
            SELECT * FROM work_item
            WHERE community_id = :community AND id = ANY(:ids) AND active
            ORDER BY id
            """)
                .bind("community", community.value())
                .bind("ids", ids.toArray(UUID[]::new))
                .map(WorkItem::of)
                .all()
                .collectList()
                .filter(found -> found.size() == ids.size())
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("item-unknown")));
    }

    private Mono<Void> note(Caller admin, String action, WorkItem item) {
        return audit.note(admin.person(), item.communityId(), action, item.id(), String.valueOf(item.priceFen()));
    }
}
