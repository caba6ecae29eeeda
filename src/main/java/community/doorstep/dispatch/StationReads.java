package community.doorstep.dispatch;

import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationRef;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads a station's jobs from PostgreSQL, those too that it was called to help with. */
@Component
class StationReads {

    /** Of each skill and state so many are shown; what stands behind them in the queue comes up when they are gone. */
    static final int SHOWN = 100;

    private static final String THERE = """
        FROM job WHERE community_id = :community AND station_id = :station AND
        """;

    private static final String GUESTS = """
        FROM job WHERE guests @> ARRAY[:station]::uuid[] AND guests <> '{}' AND ended_at IS NULL
        """;

    private static final String STANDING =
            "SELECT community_id, id, skill, state, rank " + THERE + "(ended_at IS NULL OR ended_at > :endedAfter) "
                    + "UNION ALL SELECT community_id, id, skill, state, rank " + GUESTS;

    private static final String SHOW = "SELECT " + JobRows.COLUMNS + """
        FROM (
            SELECT community_id, id, row_number() OVER (PARTITION BY skill, state ORDER BY rank, id) AS nth
            FROM (
        """ + STANDING + """
            ) AS standing) AS numbered
        CROSS JOIN LATERAL (
            SELECT * FROM job WHERE job.community_id = numbered.community_id AND job.id = numbered.id LIMIT 1) AS job
        WHERE numbered.nth <= :most
        ORDER BY job.rank, job.id
        """;

    private static final String OPEN = "SELECT id, version, state, worker_id, audience, offered_to, rank ";

    private static final String LINE = """
        concat_ws('|', id, version, state,
            CASE WHEN state IN ('ACCEPTED', 'ARRIVED') THEN worker_id::text ELSE '' END,
            CASE WHEN state <> 'WAITING' OR audience = 'ALL' THEN '' ELSE coalesce(offered_to::text, '-') END,
            rank) AS line
        """;

    private static final String NOT_OPEN = "SELECT " + LINE + """
        , ended_at IS NOT NULL
          AND (community_id = :community AND station_id = :station OR guests @> ARRAY[:station]::uuid[]) AS ended_here
        FROM job WHERE id = ANY(:jobs)
        """;

    private static final String LINES =
            """
                SELECT string_agg(line, E'\\n') AS lines
                FROM (
                    SELECT (row_number() OVER () - 1) / :most AS part,
                """ + LINE + """
                    FROM (
                """ + OPEN + THERE + "ended_at IS NULL UNION ALL " + OPEN + GUESTS + """
                    ) AS job) AS numbered
                GROUP BY part
                """;

    /** @param endedHere or it is another station's, which had called for help and does so no more */
    record NotOpen(QueueEntry entry, boolean endedHere) {}

    private final DatabaseClient database;

    StationReads(DatabaseClient database) {
        this.database = database;
    }

    /**
     * What the station shows: what is open, and its own that ended after that moment, in the queue's order; the first
     * {@link #SHOWN} of each skill and state, so that no phone and no heap has to take a city's queue at once.
     */
    Flux<Job> shown(StationRef station, Instant endedAfter) {
        return bound(SHOW, station)
                .bind("endedAfter", endedAfter)
                .bind("most", SHOWN)
                .map(JobRows::job)
                .all();
    }

    /**
     * All that is open, a line of {@link QueueEntry} for each, so many lines in one text: a city's queue goes from
     * PostgreSQL to Redis without being taken apart in between.
     */
    Flux<String> lines(StationRef station, int most) {
        return bound(LINES, station)
                .bind("most", most)
                .map(row -> Rows.text(row, "lines"))
                .all();
    }

    /** What is known of jobs that are not open there. */
    Flux<NotOpen> notOpen(StationRef station, Collection<UUID> jobs) {
        return bound(NOT_OPEN, station)
                .bind("jobs", Ids.array(jobs, id -> id))
                .map(row -> new NotOpen(
                        QueueEntry.read(Rows.text(row, "line")), Rows.get(row, "ended_here", Boolean.class)))
                .all();
    }

    /** Who is on duty there or may look at it, and as what, in some words that differ when it does. */
    Mono<Map<PersonId, String>> onDuty(StationRef station) {
        return bound("""
            SELECT shift.worker_id AS person_id, concat_ws(' ', shift.on_break, (
                SELECT string_agg(skill.skill, ' ' ORDER BY skill.skill) FROM worker_skill AS skill
                WHERE skill.community_id = shift.community_id AND skill.worker_id = shift.worker_id)) AS words
            FROM worker_shift AS shift
            WHERE shift.community_id = :community AND shift.station_id = :station AND shift.on_duty
            UNION ALL
            SELECT person_id, string_agg(role, ' ' ORDER BY role) FROM role_grant
            WHERE community_id = :community AND (station_id IS NULL OR station_id = :station) AND ended_at IS NULL
              AND role IN ('WORKER', 'STATION_LEAD', 'OPERATOR')
            GROUP BY person_id
            """, station)
                .map(row -> Map.entry(new PersonId(Rows.uuid(row, "person_id")), Rows.text(row, "words")))
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.joining(" | "))));
    }

    private DatabaseClient.GenericExecuteSpec bound(String query, StationRef station) {
        return database.sql(query)
                .bind("community", station.community().value())
                .bind("station", station.station().value());
    }
}
