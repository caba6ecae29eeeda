package community.doorstep.bench;

import community.doorstep.TestSettings;
import community.doorstep.identity.SealedPeople;
import community.doorstep.shared.Seals;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Writes the {@link Ground} straight into the tables, as the owner. */
final class Settlement implements AutoCloseable {

    private static final LocalDate BIRTH_DATE = LocalDate.of(1980, 5, 1);

    private final Connection owner;

    Settlement(Connection owner) {
        this.owner = owner;
    }

    /** Communities with their prices, funds and people; no slots yet. */
    void found() throws SQLException {
        int all = Ground.COMMUNITIES + 1;
        Object[] communities = array(all, Ground::community);
        Object[] stations = array(all, Ground::station);
        Object[] services = array(all, Ground::service);
        run("""
            INSERT INTO community (id, name, created_by, created_at)
            SELECT id, id::text, id, now() FROM unnest(?::uuid[]) AS id ON CONFLICT DO NOTHING
            """, (Object) communities);
        run("""
            INSERT INTO station (community_id, id, name, address, latitude, longitude, phone)
            SELECT *, '老王+服务驿站', '望江街 12 号', 26.5823, 101.7184, '0812-3330000'
            FROM unnest(?::uuid[], ?::uuid[]) ON CONFLICT DO NOTHING
            """, communities, stations);
        run("""
            INSERT INTO service (community_id, id, station_id, kind, name, payment_terms)
            SELECT *, 'MEAL', '午餐', 'AT_DOOR' FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) ON CONFLICT DO NOTHING
            """, communities, services, stations);
        run("""
            INSERT INTO service (community_id, id, station_id, kind, name, payment_terms)
            SELECT *, 'REPAIR', '便民维修', 'AFTER' FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) ON CONFLICT DO NOTHING
            """, communities, array(all, Ground::repair), stations);
        run("""
            INSERT INTO price_book (community_id, id, version, state, content, created_by, created_at, edited_by,
                                    edited_at, effective_from)
            SELECT community, book, 1, 'PUBLISHED', content::jsonb, community, now(), community, now(),
                   now() - interval '1 day'
            FROM unnest(?::uuid[], ?::uuid[], ?::text[]) AS made (community, book, content) ON CONFLICT DO NOTHING
            """, communities, array(all, Ground::book), array(all, Settlement::prices));
        run("""
            INSERT INTO fund (community_id, id, code, kind, name_zh, name_en, created_by, created_at)
            SELECT community, budget, ?, 'CHARITY', '慈善共富基金', 'the charity fund', community, now()
            FROM unnest(?::uuid[], ?::uuid[]) AS made (community, budget) ON CONFLICT DO NOTHING
            """, Ground.FUND, communities, array(all, Ground::budget));
        run("""
            INSERT INTO budget (community_id, id, fund, purpose, period_start, period_end, amount_fen, created_by,
                                created_at)
            SELECT community, budget, ?, 'MEAL', current_date - 10, current_date + 3000, 1000000000000, community,
                   now()
            FROM unnest(?::uuid[], ?::uuid[]) AS made (community, budget) ON CONFLICT DO NOTHING
            """, Ground.FUND, communities, array(all, Ground::budget));
        people();
    }

    private static String prices(int community) {
        String service = "\"" + Ground.service(community) + "\"";
        String repair = "\"" + Ground.repair(community) + "\"";
        return """
            {"prices": [{"service": %1$s, "listFen": 1500, "lowCostFen": 800},
                        {"service": %2$s, "listFen": 1000}],
             "funds": [{"code": "charity", "nameZh": "慈善共富基金", "nameEn": "the charity fund"}],
             "rules": [
              {"code": "meals-from-80", "nameZh": "八十岁以上午餐免费", "nameEn": "Free lunch from 80",
               "services": [%1$s], "when": {"minAge": 80}, "effect": {"kind": "FREE"},
               "tier": "PUBLIC_BENEFIT", "fund": "charity", "whenEmpty": "LOW_COST_PRICE"},
              {"code": "meals-low-income", "nameZh": "低收入家庭用餐", "nameEn": "Meals on a low income",
               "services": [%1$s], "when": {"evidence": ["LOW_INCOME"]}, "effect": {"kind": "FIXED", "fen": 300},
               "tier": "LOW_COST", "fund": "charity", "whenEmpty": "NEXT_RULE"},
              {"code": "meals-from-60", "nameZh": "六十岁以上居民用餐六折", "nameEn": "40 percent off from 60",
               "services": [%1$s], "when": {"minAge": 60, "residency": true},
               "effect": {"kind": "PERCENT_OFF", "percent": 40, "floorFen": 600}, "tier": "LOW_COST",
               "fund": "charity", "whenEmpty": "NEXT_RULE"}]}
            """.formatted(service, repair);
    }

    private void people() throws SQLException {
        SealedPeople sealed = new SealedPeople(Seals.with(TestSettings.ALL.get("doorstep.keys")));
        Object[] ids = array(Ground.PEOPLE, Ground::person);
        run(
                """
                INSERT INTO person (id, profile, phone_index, community_id, created_by, created_at)
                SELECT id, decode(profile, 'base64'), 'bench-' || id, community, id, now()
                FROM unnest(?::uuid[], ?::text[], ?::uuid[]) AS made (id, profile, community) ON CONFLICT DO NOTHING
                """,
                ids,
                array(Ground.PEOPLE, person -> base64(sealed.profile(Ground.person(person), BIRTH_DATE))),
                array(Ground.PEOPLE, person -> Ground.community(Ground.communityOf(person))));
        run("""
            INSERT INTO session (token_hash, person_id, created_at, expires_at)
            SELECT *, now(), now() + interval '30 days' FROM unnest(?::text[], ?::uuid[]) ON CONFLICT DO NOTHING
            """, array(Ground.PEOPLE, person -> SealedPeople.tokenHash(Ground.token(person))), ids);
        Object[] poor = IntStream.range(0, Ground.PEOPLE)
                .filter(Ground::subsidised)
                .mapToObj(Ground::person)
                .toArray(UUID[]::new);
        run("""
            INSERT INTO evidence (id, community_id, person_id, kind, state, submitted_by, submitted_at)
            SELECT id, id, id, 'LOW_INCOME', 'ACCEPTED', id, now() FROM unnest(?::uuid[]) AS id
            ON CONFLICT DO NOTHING
            """, (Object) poor);
        execute("ANALYZE");
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** A day's slots: of every community, and those that everybody wants, of which the last is full. */
    void openDay(int day) throws SQLException {
        int own = Ground.COMMUNITIES * Ground.SLOTS;
        slots(day, array(own, n -> Ground.slot(day, n / Ground.SLOTS, n % Ground.SLOTS)), own, n -> n / Ground.SLOTS);
        int hot = Ground.HOT_SLOTS + 1;
        slots(day, array(hot, n -> Ground.slot(day, Ground.HOT, n)), hot, n -> Ground.HOT);
        run(
                "UPDATE seats SET capacity = 200, taken = 200, filled = true WHERE slot_id = ?",
                Ground.slot(day, Ground.HOT, Ground.FULL_SLOT));
    }

    private void slots(int day, Object[] ids, int count, java.util.function.IntUnaryOperator community)
            throws SQLException {
        Object[] communities = array(count, n -> Ground.community(community.applyAsInt(n)));
        Object[] services = array(count, n -> Ground.service(community.applyAsInt(n)));
        Object[] stations = array(count, n -> Ground.station(community.applyAsInt(n)));
        Timestamp starts = Timestamp.from(Ground.startsAt(day));
        Timestamp ends = Timestamp.from(Ground.endsAt(day));
        run("""
            INSERT INTO slot (community_id, id, service_id, schedule_id, day, scheduled_day, starts_at, ends_at,
                              cut_off_at, capacity, activity)
            SELECT community, id, service, id, day, day, ?, ?, ?, 100000, '午餐'
            FROM unnest(?::uuid[], ?::uuid[], ?::uuid[]) AS made (community, id, service),
                 (SELECT ?::date AS day) AS opened
            """, starts, ends, starts, communities, ids, services, Ground.date(day));
        run("""
            INSERT INTO seats (community_id, slot_id, service_id, station_id, day, starts_at, ends_at, cut_off_at,
                               activity, capacity)
            SELECT community, id, service, station, ?, ?, ?, ?, '午餐', 100000
            FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[]) AS made (community, id, service, station)
            """, Ground.date(day), starts, ends, starts, communities, ids, services, stations);
    }

    /** Events that the house has still to tell: its work of the arm before must not disturb the next one. */
    long eventsDue() throws SQLException {
        try (Statement statement = owner.createStatement();
                var rows =
                        statement.executeQuery("SELECT count(*) FROM outbox WHERE due_at < now() + interval '1 day'")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Past bookings of all the people, with their charges; replaces all there are. */
    void replaceBookings(long count) throws SQLException {
        new PastBookings(owner).replace(count);
    }

    /** With all that hangs on them; first what the house locks first. */
    void forgetJobs() throws SQLException {
        execute("TRUNCATE job, job_event, job_offer CASCADE");
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    static Object[] array(int count, IntFunction<Object> value) {
        return IntStream.range(0, count).mapToObj(value).toArray();
    }

    void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof Object[] array) {
                    statement.setArray(i + 1, owner.createArrayOf(sqlType(array), array));
                } else {
                    statement.setObject(i + 1, values[i]);
                }
            }
            statement.execute();
        }
    }

    private static String sqlType(Object[] array) {
        return array[0] instanceof UUID ? "uuid" : "text";
    }

    @Override
    public void close() throws SQLException {
        owner.close();
    }
}
