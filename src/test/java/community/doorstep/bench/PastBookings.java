package community.doorstep.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Fills the table of bookings with what years have left, in random order of people. */
final class PastBookings {

    private static final long AT_ONCE = 500_000;

    private final Connection owner;

    PastBookings(Connection owner) {
        this.owner = owner;
    }

    /** Indexes are made anew afterwards: row by row they would take an hour. */
    void replace(long count) throws SQLException {
        execute("TRUNCATE booking, charge, idempotency, outbox, outbox_handled");
        List<String> indexes = count > AT_ONCE ? dropIndexes() : List.of();
        for (long first = 0; first < count; first += AT_ONCE) {
            insert(first, Math.min(first + AT_ONCE, count) - 1);
        }
        for (String index : indexes) {
            execute(index);
        }
        execute("VACUUM ANALYZE booking");
        execute("VACUUM ANALYZE charge");
        execute("CHECKPOINT");
    }

    private void insert(long first, long last) throws SQLException {
        execute("""
                WITH past AS MATERIALIZED (
                    SELECT ('0180' || lpad(to_hex(n), 8, '0') || '7' || substr(md5(n::text), 1, 19))::uuid AS id,
                           someone.id AS person, somewhere.community_id, somewhere.id AS service,
                           somewhere.station_id, now() - interval '1 day' * (n %% 1500 + 1) AS at
                    FROM generate_series(%d, %d) AS n
                    JOIN (SELECT id, row_number() OVER () - 1 AS number FROM person) someone
                        ON someone.number = hashint8(n) & 16383
                    JOIN (SELECT community_id, id, station_id, row_number() OVER () - 1 AS number FROM service) somewhere
                        ON somewhere.number = n %% 100),
                charged AS (
                    INSERT INTO charge (community_id, booking_id, book_id, service_id, beneficiary_id, day, list_fen,
                                        due_fen, subsidy_fen, tier, rule, fund, age, evidence, outcomes, state, at)
                    SELECT community_id, id, service, service, person, at::date, 1500, 1500, 0, 'PAID', '', '', 46,
                           '{}', '{"meals-from-80":"TOO_YOUNG"}', 'COMMITTED', at
                    FROM past)
                INSERT INTO booking (community_id, id, slot_id, service_id, station_id, kind, beneficiary_id, booked_by,
                                     state, sole, due_fen, payment_terms, starts_at, ends_at, booked_at, ended_at)
                SELECT community_id, id, md5(service::text || at::date)::uuid, service, station_id, 'MEAL', person,
                       person, 'FULFILLED', true, 1500, 'AT_DOOR', at, at, at, at
                FROM past
                """.formatted(first, last));
    }

    /** Answers how to make them again. */
    private List<String> dropIndexes() throws SQLException {
        List<String> again = new ArrayList<>();
        List<String> drop = new ArrayList<>();
        try (Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT indexrelid::regclass::text AS name, indrelid::regclass::text AS table,
                               pg_get_indexdef(indexrelid) AS definition, pg_get_constraintdef(pg_constraint.oid) AS key
                        FROM pg_index LEFT JOIN pg_constraint
                            ON conindid = indexrelid AND contype = 'p'
                        WHERE indrelid IN ('booking'::regclass, 'charge'::regclass)
                        """)) {
            while (rows.next()) {
                String key = rows.getString("key");
                String table = rows.getString("table");
                String name = rows.getString("name");
                drop.add(key == null ? "DROP INDEX " + name : "ALTER TABLE " + table + " DROP CONSTRAINT " + name);
                again.add(
                        key == null
                                ? rows.getString("definition")
                                : "ALTER TABLE " + table + " ADD CONSTRAINT " + name + " " + key);
            }
        }
        for (String index : drop) {
            execute(index);
        }
        return again;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
