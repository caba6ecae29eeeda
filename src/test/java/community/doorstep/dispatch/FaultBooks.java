package community.doorstep.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** What PostgreSQL says in the end, held against what the clients were told and what Redis holds. */
final class FaultBooks {

    private record Hop(long version, String kind, String state, String worker) {}

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FaultHouse house;

    FaultBooks(FaultHouse house) {
        this.house = house;
    }

    private List<Map<String, String>> rows(String sql) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (Connection connection = house.postgres();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                Map<String, String> row = new HashMap<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.put(found.getMetaData().getColumnLabel(i), found.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    long open() throws SQLException {
        return Long.parseLong(rows("SELECT count(*) AS open FROM job WHERE ended_at IS NULL")
                .get(0)
                .get("open"));
    }

    /** From now, just after a kill, until somebody who lives has the turn to look after the jobs that wait. */
    Duration takenOver() throws SQLException {
        String killed = rows("SELECT clock_timestamp() AS now").get(0).get("now");
        String taken = """
            SELECT 1000 * extract(epoch FROM until - interval '3 seconds' - '%1$s'::timestamptz) AS millis
            FROM lease WHERE name = 'escalation' AND until > '%1$s'::timestamptz + interval '3 seconds'
            """.formatted(killed);
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> !rows(taken).isEmpty());
        return Duration.ofMillis((long) Double.parseDouble(rows(taken).get(0).get("millis")));
    }

    /** Jobs as Redis should have them. */
    private Map<String, String> wanted(String condition) throws SQLException {
        return column("""
            SELECT id, version || '|' || state || '|'
                || CASE WHEN state IN ('ACCEPTED', 'ARRIVED') THEN worker_id::text ELSE '' END || '|'
                || CASE WHEN state <> 'WAITING' OR audience = 'ALL' THEN ''
                    ELSE coalesce(offered_to::text, '-') END AS written
            FROM job WHERE
            """ + condition);
    }

    /** The second by the first. */
    private Map<String, String> column(String sql) throws SQLException {
        return rows(sql).stream().collect(Collectors.toMap(row -> row.get("id"), row -> row.get("written")));
    }

    /** Open jobs as a screen should show them. */
    Map<String, String> board() throws SQLException {
        return column("SELECT id, version || '|' || state AS written FROM job WHERE ended_at IS NULL");
    }

    /** Each key of the station, in both directions, once nobody claims any more; of what has ended it may have forgotten some. */
    void redisMustAgree(StationKeys keys) throws SQLException {
        FailingRedis redis = house.redis();
        Map<String, String> open = wanted("ended_at IS NULL");
        Map<String, String> jobs = redis.hash(keys.jobs());
        assertThat(kept(jobs, open.keySet(), true)).as("open").isEqualTo(open);
        Map<String, String> ended = kept(jobs, open.keySet(), false);
        assertThat(wanted("ended_at IS NOT NULL")).as("ended").containsAllEntriesOf(ended);
        assertThat(redis.sorted(keys.gone())).as("gone").containsExactlyInAnyOrderElementsOf(ended.keySet());
        assertThat(redis.sorted(keys.ready())).as("ready").containsExactlyElementsOf(waiting());
        assertThat(redis.scores(keys.ready()))
                .as("ranks")
                .isEqualTo(column("SELECT id, rank::text AS written FROM job WHERE state = 'WAITING'"));
        assertThat(redis.hash(keys.busy())).as("busy").isEqualTo(column("""
            SELECT worker_id AS id, string_agg(id::text, ',') AS written FROM job
            WHERE state IN ('ACCEPTED', 'ARRIVED') GROUP BY worker_id
            """));
        assertThat(redis.hash(keys.lease())).as("lease").isEmpty();
        assertThat(redis.hash(keys.gen())).as("gen").containsKeys("id", "seq");
        eventsMustAgree(redis.events(keys.events()), redis.hash(keys.gen()).get("seq"), jobs);
    }

    private static Map<String, String> kept(Map<String, String> jobs, Set<String> open, boolean those) {
        return jobs.entrySet().stream()
                .filter(job -> open.contains(job.getKey()) == those)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<String> waiting() throws SQLException {
        return rows("SELECT id FROM job WHERE state = 'WAITING' ORDER BY rank, id").stream()
                .map(row -> row.get("id"))
                .toList();
    }

    /** Numbered without a gap up to the last that was given away; the last about a job is its state. */
    private static void eventsMustAgree(Map<Long, String> events, String last, Map<String, String> jobs) {
        long next = Long.parseLong(last) - events.size();
        for (Map.Entry<Long, String> event : events.entrySet()) {
            assertThat(event.getKey()).as("events").isEqualTo(++next);
        }
        Map<String, String> told = new HashMap<>();
        events.values().stream()
                .map(JSON::readTree)
                .forEach(card -> told.put(
                        card.get("id").asString(),
                        card.get("version").asLong() + "|" + card.get("state").asString()));
        told.forEach((job, version) -> assertThat(jobs.getOrDefault(job, version + "|"))
                .as("told of %s", job)
                .startsWith(version + "|"));
    }

    /** Whether each call has become a job; one that was called off, or may have been, need not have. */
    boolean allPosted(Collection<FaultClients.Entry> journal) throws SQLException {
        return jobs().keySet().containsAll(calls(journal, false));
    }

    private static Set<String> calls(Collection<FaultClients.Entry> journal, boolean perhapsOff) {
        Set<String> off = journal.stream()
                .filter(entry -> entry.step().endsWith("calling-off"))
                .map(FaultClients.Entry::job)
                .collect(Collectors.toSet());
        return journal.stream()
                .filter(entry -> entry.step().equals("call"))
                .map(FaultClients.Entry::job)
                .filter(job -> off.contains(job) == perhapsOff)
                .collect(Collectors.toSet());
    }

    private Map<String, Map<String, String>> jobs() throws SQLException {
        Map<String, Map<String, String>> jobs = new HashMap<>();
        rows("SELECT id, state, worker_id, version FROM job").forEach(row -> jobs.put(row.get("id"), row));
        return jobs;
    }

    void mustAgreeWith(Collection<FaultClients.Entry> journal) throws SQLException {
        Map<String, Map<String, String>> jobs = jobs();
        Set<String> perhapsOff = calls(journal, true);
        Map<String, List<Hop>> hops = hops();
        hops.forEach((job, way) -> mustBeOneWay(job, way, jobs.get(job)));
        assertThat(JobsReplayed.mustBeTheirRows(house.database())).isEqualTo(jobs.size());
        for (FaultClients.Entry entry : journal) {
            Map<String, String> job = jobs.get(entry.job());
            if (job == null && perhapsOff.contains(entry.job())) {
                continue;
            }
            assertThat(job).as("the job of %s", entry).isNotNull();
            switch (entry.step()) {
                case "claim" -> mustHave(hops, entry, "ACCEPTED");
                case "arrival" -> mustHave(hops, entry, "ARRIVED");
                case "completion" -> {
                    mustHave(hops, entry, "DONE");
                    assertThat(job.get("worker_id")).as("%s", entry).isEqualTo(entry.by());
                }
                default -> assertThat(job.get("state")).as("%s", entry).isIn("DONE", "CANCELLED");
            }
        }
    }

    private Map<String, List<Hop>> hops() throws SQLException {
        Map<String, List<Hop>> hops = new LinkedHashMap<>();
        rows("SELECT job_id, version, kind, state, worker_id FROM job_event ORDER BY job_id, version::bigint")
                .forEach(row -> hops.computeIfAbsent(row.get("job_id"), job -> new ArrayList<>())
                        .add(new Hop(
                                Long.parseLong(row.get("version")),
                                row.get("kind"),
                                row.get("state"),
                                row.get("worker_id"))));
        return hops;
    }

    private static void mustHave(Map<String, List<Hop>> hops, FaultClients.Entry entry, String kind) {
        assertThat(hops.get(entry.job()))
                .as("%s", entry)
                .anyMatch(hop -> hop.kind().equals(kind) && entry.by().equals(hop.worker()));
    }

    /** No hop is missing, and nobody takes what another has. */
    private static void mustBeOneWay(String job, List<Hop> way, Map<String, String> end) {
        for (int i = 0; i < way.size(); i++) {
            assertThat(way.get(i).version()).as("hop %s of %s: %s", i, job, way).isEqualTo(i + 1);
            if (way.get(i).kind().equals("ACCEPTED")) {
                assertThat(way.get(i - 1).state()).as("%s: %s", job, way).isEqualTo("WAITING");
            }
            if (way.get(i).kind().equals("ARRIVED") || way.get(i).kind().equals("DONE")) {
                assertThat(way.get(i).worker())
                        .as("%s: %s", job, way)
                        .isEqualTo(way.get(i - 1).worker());
            }
        }
        assertThat(end.get("version")).isEqualTo(String.valueOf(way.size()));
    }
}
