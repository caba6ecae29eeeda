package community.doorstep.pricing;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The table that counts how often a person had a benefit. */
@Component
class UsageRows {

    private final DatabaseClient database;

    UsageRows(DatabaseClient database) {
        this.database = database;
    }

    /** As they stand now; they may change at any time. */
    Mono<Map<Needs.Usage, Integer>> seen(Set<Needs.Usage> usages) {
        return counts(usages, """
                SELECT community_id, person_id, rule, period_start, used FROM benefit_usage
                WHERE (community_id, person_id, rule, period_start)
                    IN (SELECT * FROM unnest(:communities, :people, :rules, :periods))
                """);
    }

    /** Locked, in the order of their keys; a count that does not exist yet is made, so that it can be locked as well. */
    Mono<Map<Needs.Usage, Integer>> locked(Set<Needs.Usage> usages) {
        return counts(usages, """
                INSERT INTO benefit_usage AS known (community_id, person_id, rule, period_start, used)
                SELECT wanted.*, 0
                FROM unnest(:communities, :people, :rules, :periods)
                    AS wanted (community_id, person_id, rule, period_start)
                ORDER BY 1, 2, 3, 4
                ON CONFLICT (community_id, person_id, rule, period_start) DO UPDATE SET used = known.used
                RETURNING community_id, person_id, rule, period_start, used
                """);
    }

    private Mono<Map<Needs.Usage, Integer>> counts(Set<Needs.Usage> usages, String sql) {
        if (usages.isEmpty()) {
            return Mono.just(Map.of());
        }
        return keyed(database.sql(sql), usages)
                .map(row -> Map.entry(usage(row), Rows.get(row, "used", Integer.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Needs.Usage usage(Readable row) {
        return new Needs.Usage(
                new CommunityId(Rows.uuid(row, "community_id")),
                new PersonId(Rows.uuid(row, "person_id")),
                Rows.text(row, "rule"),
                Rows.get(row, "period_start", LocalDate.class));
    }

    private static DatabaseClient.GenericExecuteSpec keyed(
            DatabaseClient.GenericExecuteSpec statement, Collection<Needs.Usage> usages) {
        return statement
                .bind(
                        "communities",
                        Ids.array(usages, usage -> usage.community().value()))
                .bind("people", Ids.array(usages, usage -> usage.person().value()))
                .bind("rules", usages.stream().map(Needs.Usage::rule).toArray(String[]::new))
                .bind("periods", usages.stream().map(Needs.Usage::periodStart).toArray(LocalDate[]::new));
    }

    /** Adds to counts that exist, in one statement; negative numbers give back. */
    Mono<Void> add(Map<Needs.Usage, Integer> times) {
        if (times.isEmpty()) {
            return Mono.empty();
        }
        List<Needs.Usage> usages = new ArrayList<>(times.keySet());
        return keyed(database.sql("""
                        WITH change AS (
                            SELECT * FROM unnest(:communities, :people, :rules, :periods, :times)
                                AS change (community_id, person_id, rule, period_start, times)),
                        locked AS (
                            SELECT community_id, person_id, rule, period_start, times
                            FROM benefit_usage JOIN change USING (community_id, person_id, rule, period_start)
                            ORDER BY 1, 2, 3, 4 FOR UPDATE OF benefit_usage)
                        UPDATE benefit_usage SET used = used + locked.times FROM locked
                        WHERE benefit_usage.community_id = locked.community_id
                          AND benefit_usage.person_id = locked.person_id
                          AND benefit_usage.rule = locked.rule
                          AND benefit_usage.period_start = locked.period_start
                        """), usages)
                .bind("times", usages.stream().map(times::get).toArray(Integer[]::new))
                .then();
    }
}
