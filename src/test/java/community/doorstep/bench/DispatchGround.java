package community.doorstep.bench;

import community.doorstep.TestSettings;
import community.doorstep.shared.Seal;
import community.doorstep.shared.Seals;
import community.doorstep.stationrules.DispatchMode;
import community.doorstep.stationrules.Ladder;
import community.doorstep.stationrules.StationRules;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

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
    private final Seal seal = Seals.with(TestSettings.ALL.get("doorstep.keys"));

    DispatchGround(Settlement settlement) {
        this.settlement = settlement;
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
                mode, 20, true, 20, 10, new Ladder(null, null, null, 0, 0), List.of(), false, null, null, 0, 0);
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
        for (int n = 0; n < jobs; n += BATCH) {
            open(day, n, Math.min(BATCH, jobs - n), oneStation);
        }
        settlement.execute("ANALYZE job");
    }

    private void open(int day, int first, int count, boolean oneStation) throws SQLException {
        IntUnaryOperator community = n -> oneStation ? 0 : (first + n) % Ground.COMMUNITIES;
        IntFunction<UUID> id =
                n -> job(day, community.applyAsInt(n), oneStation ? first + n : (first + n) / Ground.COMMUNITIES);
        settlement.run(
                """
                INSERT INTO job (community_id, id, station_id, resident_id, requested_by, skill, title,
                    latitude, longitude, door, starts_at, promised_by, state, posted_at, waiting_since)
                SELECT community, id, station, resident, resident, 'TAP', '修水龙头', 26.5876, 101.7184,
                    decode(door, 'base64'), now(), now() + interval '1 day' + (nth + %d) * interval '1 millisecond',
                    'WAITING', now(), now()
                FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[])
                    WITH ORDINALITY AS made (community, id, station, resident, door, nth)
                """.formatted(first - 1),
                Settlement.array(count, n -> Ground.community(community.applyAsInt(n))),
                Settlement.array(count, id::apply),
                Settlement.array(count, n -> Ground.station(community.applyAsInt(n))),
                Settlement.array(count, n -> Ground.person(community.applyAsInt(n))),
                Settlement.array(count, n -> Settlement.base64(seal.seal(DOOR, "job/" + id.apply(n)))));
    }

    static UUID job(int day, int community, long number) {
        return new UUID((long) day << 32 | 0x7000L, 0x8000_0000_0000_0000L | (number * 128 + community));
    }
}
