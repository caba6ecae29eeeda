package community.doorstep.pricing;

import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A past period's charges, as they were booked, and the budgets as they stood before. */
@Component
class PastCharges {

    /** The days of service, both included. */
    record Period(CommunityId community, ZoneId zone, LocalDate first, LocalDate last) {}

    private static final int AT_ONCE = 2_000;

    private final DatabaseClient database;
    private final JsonMapper json;

    PastCharges(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** In the order in which they were booked, a few at a time; what was cancelled is left out. */
    Flux<PastCharge> of(Period period) {
        return database.sql("""
                        SELECT beneficiary_id, service_id, day, (at AT TIME ZONE :zone)::date AS booked_on, age,
                               array_to_string(evidence, ',') AS evidence, list_fen, due_fen, fund,
                               parts::text AS parts
                        FROM charge
                        WHERE community_id = :community AND day BETWEEN :first AND :last AND state <> 'RELEASED'
                        ORDER BY at, booking_id
                        """)
                .filter(statement -> statement.fetchSize(AT_ONCE))
                .bind("zone", period.zone().getId())
                .bind("community", period.community().value())
                .bind("first", period.first())
                .bind("last", period.last())
                .map(new Reader(json)::charge)
                .all();
    }

    /** Reads rows; what they share is made once. */
    private static final class Reader {

        private final JsonMapper json;

        private final Map<String, Map<String, @Nullable LocalDate>> evidence = new HashMap<>();
        private final Map<String, String> funds = new HashMap<>();

        Reader(JsonMapper json) {
            this.json = json;
        }

        private PastCharge charge(Readable row) {
            String fund = Rows.text(row, "fund");
            return new PastCharge(
                    new PersonId(Rows.uuid(row, "beneficiary_id")),
                    new ServiceId(Rows.uuid(row, "service_id")),
                    Rows.get(row, "day", LocalDate.class),
                    Rows.get(row, "booked_on", LocalDate.class),
                    row.get("age", Integer.class),
                    evidence.computeIfAbsent(Rows.text(row, "evidence"), Reader::kinds),
                    Rows.number(row, "list_fen"),
                    Rows.number(row, "due_fen"),
                    funds.computeIfAbsent(fund, code -> code),
                    ChargePart.of(row, json));
        }

        /** Each without an end: they held on the day, and no other is asked for. */
        private static Map<String, @Nullable LocalDate> kinds(String joined) {
            Map<String, @Nullable LocalDate> kinds = new TreeMap<>();
            for (String kind : joined.split(",")) {
                if (!kind.isEmpty()) {
                    kinds.put(kind, null);
                }
            }
            return Collections.unmodifiableMap(kinds);
        }
    }

    /** What the budgets of the period had left when it began, in the order in which they are spent. */
    Mono<List<BudgetLine>> budgets(Period period) {
        return database.sql("""
                        WITH touched AS (
                            SELECT id, fund, purpose, period_start, period_end, amount_fen FROM budget
                            WHERE community_id = :community AND period_start <= :last AND period_end >= :first),
                        spent AS (
                            SELECT paid.budget_id, sum(paid.fen)::bigint AS fen FROM charge, %s
                            WHERE community_id = :community AND day < :first AND state <> 'RELEASED'
                              AND day >= (SELECT min(period_start) FROM touched)
                              AND paid.budget_id IN (SELECT id FROM touched)
                            GROUP BY paid.budget_id)
                        SELECT id, fund, purpose, period_start, period_end, amount_fen - coalesce(fen, 0) AS left_fen
                        FROM touched LEFT JOIN spent ON budget_id = id
                        """.formatted(ChargePart.EACH))
                .bind("community", period.community().value())
                .bind("first", period.first())
                .bind("last", period.last())
                .map(row -> budget(period.community(), row))
                .all()
                .sort(BudgetLine.SPENDING_ORDER)
                .collectList();
    }

    private static BudgetLine budget(CommunityId community, Readable row) {
        return new BudgetLine(
                community,
                Rows.uuid(row, "id"),
                Rows.text(row, "fund"),
                Purpose.valueOf(Rows.text(row, "purpose")),
                Rows.get(row, "period_start", LocalDate.class),
                Rows.get(row, "period_end", LocalDate.class),
                Rows.number(row, "left_fen"));
    }
}
