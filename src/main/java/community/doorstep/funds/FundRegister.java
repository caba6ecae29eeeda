package community.doorstep.funds;

import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Page;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A community's funds: its admin keeps them, finance reads them. */
@Component
class FundRegister {

    private static final String COLUMNS = "id, community_id, code, kind, name_zh, name_en, version";

    private final DatabaseClient database;
    private final Audit audit;
    private final Clock clock;

    FundRegister(DatabaseClient database, Audit audit, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
    }

    private static UUID[] readers(Caller caller) {
        return caller.communitiesAs(Role.FINANCE, Role.COMMUNITY_ADMIN);
    }

    private static UUID[] keepers(Caller caller) {
        return caller.communitiesAs(Role.COMMUNITY_ADMIN);
    }

    /** Newest first. */
    Mono<Page<RegisteredFund>> list(Caller caller, @Nullable String cursor, int size) {
        return database.sql("""
            SELECT %s FROM fund WHERE community_id = ANY(:communities) AND id < :before
            ORDER BY id DESC LIMIT :most
            """.formatted(COLUMNS))
                .bind("communities", readers(caller))
                .bind("before", Page.before(cursor))
                .bind("most", Page.size(size) + 1)
                .map(FundRegister::fund)
                .all()
                .collectList()
                .map(found -> Page.of(found, size, RegisteredFund::id));
    }

    /** Refuses {@code fund-unknown} (404). */
    Mono<RegisteredFund> fund(Caller caller, UUID id) {
        return found(id, readers(caller));
    }

    private Mono<RegisteredFund> found(UUID id, UUID[] communities) {
        return database.sql(
                        "SELECT %s FROM fund WHERE id = :id AND community_id = ANY(:communities)".formatted(COLUMNS))
                .bind("id", id)
                .bind("communities", communities)
                .map(FundRegister::fund)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("fund-unknown")));
    }

    /** Refuses {@code fund-code-taken} (409). */
    Mono<RegisteredFund> add(Caller caller, FundController.NewFund wanted) {
        return database.sql("""
            INSERT INTO fund (community_id, id, code, kind, name_zh, name_en, created_by, created_at)
            VALUES (:community, :id, :code, :kind, :zh, :en, :by, :now)
            RETURNING %s
            """.formatted(COLUMNS))
                .bind("community", wanted.communityId().value())
                .bind("id", Ids.next())
                .bind("code", wanted.code())
                .bind("kind", wanted.kind().name())
                .bind("zh", wanted.nameZh().strip())
                .bind("en", wanted.nameEn().strip())
                .bind("by", caller.person().value())
                .bind("now", clock.instant())
                .map(FundRegister::fund)
                .one()
                .onErrorMap(DuplicateKeyException.class, taken -> Refusal.conflict("fund-code-taken"))
                .delayUntil(made -> note(caller, "fund-made", made));
    }

    /** Refuses {@code fund-unknown} (404), {@code version-changed} (412). */
    Mono<RegisteredFund> edit(Caller caller, UUID id, long version, FundController.EditedFund edited) {
        return database.sql("""
            UPDATE fund SET kind = :kind, name_zh = :zh, name_en = :en, version = version + 1
            WHERE id = :id AND version = :version AND community_id = ANY(:communities)
            RETURNING %s
            """.formatted(COLUMNS))
                .bind("kind", edited.kind().name())
                .bind("zh", edited.nameZh().strip())
                .bind("en", edited.nameEn().strip())
                .bind("id", id)
                .bind("version", version)
                .bind("communities", keepers(caller))
                .map(FundRegister::fund)
                .one()
                .switchIfEmpty(Mono.defer(() -> found(id, keepers(caller)).flatMap(FundRegister::changedMeanwhile)))
                .delayUntil(fund -> note(caller, "fund-edited", fund));
    }

    /** Refuses {@code fund-unknown} (404), {@code fund-in-use} (409: it has budgets), {@code version-changed} (412). */
    Mono<Void> remove(Caller caller, UUID id, long version) {
        return database.sql("""
            DELETE FROM fund WHERE id = :id AND version = :version AND community_id = ANY(:communities)
            RETURNING %s
            """.formatted(COLUMNS))
                .bind("id", id)
                .bind("version", version)
                .bind("communities", keepers(caller))
                .map(FundRegister::fund)
                .one()
                .onErrorMap(DataIntegrityViolationException.class, budgets -> Refusal.conflict("fund-in-use"))
                .switchIfEmpty(Mono.defer(() -> found(id, keepers(caller)).flatMap(FundRegister::changedMeanwhile)))
                .flatMap(fund -> note(caller, "fund-removed", fund));
    }

    private static Mono<RegisteredFund> changedMeanwhile(RegisteredFund fund) {
        return Mono.error(Refusal.preconditionFailed("version-changed"));
    }

    private Mono<Void> note(Caller caller, String action, RegisteredFund fund) {
        return audit.note(caller.person(), fund.communityId(), action, fund.id(), fund.code());
    }

    private static RegisteredFund fund(Readable row) {
        return new RegisteredFund(
                Rows.uuid(row, "id"),
                new CommunityId(Rows.uuid(row, "community_id")),
                Rows.text(row, "code"),
                FundKind.valueOf(Rows.text(row, "kind")),
                Rows.text(row, "name_zh"),
                Rows.text(row, "name_en"),
                Rows.number(row, "version"));
    }
}
