package community.doorstep.bench;

import community.doorstep.TestSettings;
import community.doorstep.shared.Seal;
import community.doorstep.shared.Seals;
import community.doorstep.stationrules.DispatchMode;
import community.doorstep.stationrules.Ladder;
import community.doorstep.stationrules.StationRules;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * Workers on duty and jobs that wait, for the measurements of dispatch. Everyone of {@link Ground} works in their
 * community with twenty places, so that each can claim that often.
 */
final class DispatchGround {

    static final StationRules BROADCAST = rules(DispatchMode.BROADCAST);
    static final StationRules NEAREST = rules(DispatchMode.NEAREST);

    /** Stations remember their rules for so long. */
    private static final long RULES_STAND_MILLIS = 2_500;

    private static final int BATCH = 1_000;
    private static final byte[] DOOR =
            "{\"address\":\"望江街 3 栋 2 单元 501\",\"note\":\"厨房水龙头滴水\"}".getBytes(StandardCharsets.UTF_8);

    private final Settlement settlement;
    private final JdbcTasks.Database owner;
    private final Seal seal = Seals.with(TestSettings.ALL.get("doorstep.keys"));

    DispatchGround(Settlement settlement, JdbcTasks.Database owner) {
        this.settlement = settlement;
        this.owner = owner;
    }

    /** Once. */
    void hire() throws SQLException {
        settlement.execute("""
            INSERT INTO role_grant (id, person_id, role, community_id, station_id, granted_by, granted_at)
            SELECT gen_random_uuid(), person.id, 'WORKER', station.community_id, NULL, person.id, now()
            FROM person JOIN station ON station.community_id = person.community_id ON CONFLICT DO NOTHING
            """);
        settlement.execute("""
            INSERT INTO worker_shift (community_id, worker_id, station_id, on_duty, since, seen_at)
            SELECT station.community_id, person.id, station.id, true, now(), now() + interval '1 day'
            FROM person JOIN station ON station.community_id = person.community_id ON CONFLICT DO NOTHING
            """);
        settlement.execute("""
            INSERT INTO worker_skill (community_id, worker_id, skill, given_by, given_at)
            SELECT community_id, id, 'TAP', id, now() FROM person WHERE community_id IS NOT NULL
            ON CONFLICT DO NOTHING
            """);
        settlement.run(
                """
                INSERT INTO role_grant (id, person_id, role, community_id, station_id, granted_by, granted_at)
                SELECT gen_random_uuid(), person, 'STATION_LEAD', community, NULL, person, now()
                FROM unnest(?::uuid[], ?::uuid[]) AS made (person, community) ON CONFLICT DO NOTHING
                """,
                Settlement.array(Ground.COMMUNITIES, Ground::person),
                Settlement.array(Ground.COMMUNITIES, Ground::community));
        write(BROADCAST);
    }

    private static StationRules rules(DispatchMode mode) {
        return new StationRules(
                mode, 20, true, 20, 10, new Ladder(null, null, null, 0, 0), List.of(), null, null, 0, 0);
    }

    /** All stations go by these, once this returns. */
    void rule(StationRules rules) throws SQLException, InterruptedException {
        write(rules);
        Thread.sleep(RULES_STAND_MILLIS);
    }

    private void write(StationRules rules) throws SQLException {
        settlement.execute("INSERT INTO station_rules (community_id, station_id, rules) SELECT community_id, id, '"
                + LoadGenerator.JSON.writeValueAsString(rules)
                + "' FROM station ON CONFLICT (community_id, station_id) DO UPDATE SET rules = excluded.rules");
    }

    /** So many waiting jobs instead of all there were, the n-th in the n-th community in turn; in one when told so. */
    void open(int day, int jobs, boolean oneStation) throws SQLException {
        settlement.forgetJobs();
        try (Connection connection = DriverManager.getConnection(owner.url(), owner.user(), owner.password());
                PreparedStatement insert = connection.prepareStatement("""
                    INSERT INTO job (community_id, id, station_id, resident_id, requested_by, skill, title,
                        latitude, longitude, door, starts_at, promised_by, state, posted_at, waiting_since)
                    VALUES (?, ?, ?, ?, ?, 'TAP', '修水龙头', 26.5876, 101.7184, ?, now(),
                        now() + interval '1 day' + ? * interval '1 millisecond', 'WAITING', now(), now())
                    """)) {
            connection.setAutoCommit(false);
            for (int n = 0; n < jobs; n++) {
                int community = oneStation ? 0 : n % Ground.COMMUNITIES;
                long number = oneStation ? n : n / Ground.COMMUNITIES;
                UUID job = job(day, community, number);
                insert.setObject(1, Ground.community(community));
                insert.setObject(2, job);
                insert.setObject(3, Ground.station(community));
                insert.setObject(4, Ground.person(community));
                insert.setObject(5, Ground.person(community));
                insert.setBytes(6, seal.seal(DOOR, "job/" + job));
                insert.setInt(7, n);
                insert.addBatch();
                if (n % BATCH == BATCH - 1) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
        }
        settlement.execute("ANALYZE job");
    }

    static UUID job(int day, int community, long number) {
        return new UUID((long) day << 32 | 0x7000L, 0x8000_0000_0000_0000L | (number * 128 + community));
    }
}
