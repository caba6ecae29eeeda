package community.doorstep.repair;

import community.doorstep.shared.Binding;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What each community says of the kinds of repair: the skill and the first price. Kinds and questions themselves are the
 * same everywhere: what is danger is no matter of opinion, and the clients speak of them in two languages.
 */
@Component
class CategoryRules {

    /**
     * @param firstPriceFen what such a repair usually begins at, parts and labour, beside the visit; null: not said
     * @param version 0: nothing was set
     */
    record Rule(
            RepairCategory category, String skill, @Nullable Long firstPriceFen, long version) {

        static Rule usual(RepairCategory category) {
            return new Rule(category, category.skill(), null, 0);
        }
    }

    private final DatabaseClient database;

    CategoryRules(DatabaseClient database) {
        this.database = database;
    }

    /** Of every kind, set or not. */
    Mono<Map<RepairCategory, Rule>> of(CommunityId community) {
        return database.sql("""
            SELECT category, skill, first_price_fen, version FROM repair_category WHERE community_id = :community
            """)
                .bind("community", community.value())
                .map(CategoryRules::rule)
                .all()
                .collectMap(Rule::category, rule -> rule, CategoryRules::usual);
    }

    static Map<RepairCategory, Rule> usual() {
        Map<RepairCategory, Rule> rules = new EnumMap<>(RepairCategory.class);
        for (RepairCategory category : RepairCategory.values()) {
            rules.put(category, Rule.usual(category));
        }
        return rules;
    }

    /** Refuses {@code version-changed} (412) unless the version seen is the one that stands. */
    Mono<Rule> set(CommunityId community, Rule wanted, long seen) {
        DatabaseClient.GenericExecuteSpec insert = database.sql("""
            INSERT INTO repair_category AS kept (community_id, category, skill, first_price_fen)
            SELECT :community, :category, :skill, :fen
            WHERE :seen = 0 OR EXISTS (SELECT 1 FROM repair_category
                                       WHERE community_id = :community AND category = :category)
            ON CONFLICT (community_id, category) DO UPDATE
            SET skill = excluded.skill, first_price_fen = excluded.first_price_fen, version = kept.version + 1
            WHERE kept.version = :seen
            RETURNING category, skill, first_price_fen, version
            """)
                .bind("community", community.value())
                .bind("category", wanted.category().name())
                .bind("skill", wanted.skill())
                .bind("seen", seen);
        return Binding.orNull(insert, "fen", wanted.firstPriceFen(), Long.class)
                .map(CategoryRules::rule)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.preconditionFailed("version-changed")));
    }

    private static Rule rule(Readable row) {
        return new Rule(
                RepairCategory.valueOf(Rows.text(row, "category")),
                Rows.text(row, "skill"),
                row.get("first_price_fen", Long.class),
                Rows.number(row, "version"));
    }
}
