package community.doorstep.dispatch;

import community.doorstep.shared.Rows;
import community.doorstep.shared.StationRef;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

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
        JOIN job ON job.community_id = numbered.community_id AND job.id = numbered.id
        WHERE numbered.nth <= :most
        ORDER BY job.rank, job.id
        """;

    private static final String ENTRY = "SELECT id, version, state, worker_id, audience, offered_to, rank ";

    private static final String QUEUE = ENTRY + THERE + "ended_at IS NULL UNION ALL " + ENTRY + GUESTS;

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

    /** All that is open, as the station's queue in Redis holds it, in no order. */
    Flux<QueueEntry> queue(StationRef station) {
        return bound(QUEUE, station).map(StationReads::entry).all();
    }

    private DatabaseClient.GenericExecuteSpec bound(String query, StationRef station) {
        return database.sql(query)
                .bind("community", station.community().value())
                .bind("station", station.station().value());
    }

    private static QueueEntry entry(Readable row) {
        JobState state = JobState.valueOf(Rows.text(row, "state"));
        return new QueueEntry(
                Rows.uuid(row, "id").toString(),
                Rows.number(row, "version"),
                state,
                state.inHand() ? Rows.uuid(row, "worker_id").toString() : "",
                QueueEntry.audience(state, "ALL".equals(Rows.text(row, "audience")), row.get("offered_to", UUID.class)),
                Rows.number(row, "rank"));
    }
}
