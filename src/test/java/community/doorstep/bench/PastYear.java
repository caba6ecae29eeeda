package community.doorstep.bench;

import java.sql.SQLException;

/** A year of charges of one community, made in the order of their booking, and its admin. */
final class PastYear {

    private final Settlement settlement;

    PastYear(Settlement settlement) {
        this.settlement = settlement;
    }

    void make(int charges, int people) throws SQLException {
        settlement.execute("""
                INSERT INTO role_grant (id, person_id, role, community_id, granted_by, granted_at)
                VALUES ('%1$s', '%1$s', 'COMMUNITY_ADMIN', '%2$s', '%1$s', now()) ON CONFLICT DO NOTHING
                """.formatted(Ground.person(0), Ground.community(0)));
        settlement.execute("TRUNCATE charge");
        settlement.execute("""
                INSERT INTO charge (community_id, booking_id, book_id, service_id, beneficiary_id, day, list_fen,
                                    due_fen, subsidy_fen, tier, rule, fund, age, evidence, outcomes, state, at)
                SELECT '%1$s', uuidv7(), '%2$s', '%3$s', md5((hashint8(n) & 1048575)::bigint %% %5$d || 'p')::uuid,
                       at::date + (n %% 2)::int, 1500, 1500, 0, 'PAID', '', '', abs(hashint8(n * 7)) %% 95,
                       CASE n %% 4 WHEN 0 THEN '{LOW_INCOME}' WHEN 1 THEN '{DISABILITY,RESIDENCY}' ELSE '{}' END::text[],
                       '{"meals-from-80":"TOO_YOUNG"}', 'COMMITTED', at
                FROM (SELECT n, now() - interval '4 days' - interval '360 days' * (1 - n / %4$d.0) AS at
                      FROM generate_series(1, %4$d) AS n) AS past
                """.formatted(Ground.community(0), Ground.book(0), Ground.service(0), charges, people));
        settlement.execute("VACUUM ANALYZE charge");
    }
}
