package community.doorstep.dispatch;

import community.doorstep.shared.Rows;
import community.doorstep.shared.StationRef;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Jobs' rows held against their events: whatever is not what its events say is counted ({@code doorstep.dispatch.astray})
 * and logged, for somebody has to look.
 */
@Component
class Replays {

    private static final int LATEST = 20;

    private static final String OF_LATEST = """
        (SELECT * FROM job WHERE community_id = :community AND station_id = :station AND ended_at IS NOT NULL
         ORDER BY ended_at DESC LIMIT :most)
        """;

    /**
     * A job as its row says, and the hops that led there.
     *
     * @param stands up to its stops, of which those that are open are left out
     */
    record Replayed(JobId job, JobWay stands, List<Hop> hops) {

        /** Why it is not what its events say; empty when it is. */
        Optional<String> astray() {
            try {
                JobWay way = JobWay.of(hops);
                return way.equals(stands)
                        ? Optional.empty()
                        : Optional.of("its events say " + way + ", its row " + stands);
            } catch (IllegalStateException impossible) {
                return Optional.of(String.valueOf(impossible.getMessage()));
            }
        }
    }

    private record Line(JobId job, JobWay stands, Hop hop) {}

    private static final Logger log = LoggerFactory.getLogger(Replays.class);

    private final DatabaseClient database;
    private final MeterRegistry meters;

    Replays(DatabaseClient database, MeterRegistry meters) {
        this.database = database;
        this.meters = meters;
    }

    /** At the station's own that ended last. */
    Mono<Void> look(StationRef at) {
        return replayed(database.sql(select(OF_LATEST))
                        .bind("community", at.community().value())
                        .bind("station", at.station().value())
                        .bind("most", LATEST))
                .doOnNext(job -> job.astray().ifPresent(why -> note(job, why)))
                .then();
    }

    private void note(Replayed job, String why) {
        log.error("Job {} is astray: {}", job.job(), why);
        meters.counter("doorstep.dispatch.astray").increment();
    }

    /** @param jobs a table or statement of jobs */
    static String select(String jobs) {
        return """
            SELECT job.id AS job_id, job.version AS job_version, job.fence, job.state AS job_state, job.rung, job.guests,
                job.waiting_since, job.offered_to, job.worker_id AS job_worker, job.handover_to, job.accepted_at,
                job.arrived_at, job.ended_at, job.audience, job.offered_until, job.alarm, job.paused_for AS job_paused_for,
                job.resumes_at,
                ARRAY(SELECT stop.number || '|' || stop.state FROM job_stop AS stop
                      WHERE stop.community_id = job.community_id AND stop.job_id = job.id AND stop.state <> 'OPEN')
                    AS stops,
                event.version, event.kind, event.state, event.worker_id, event.colleague_id, event.stop, event.stations,
                event.at, event.noted_at,
                event.open_to_all, event.until, event.paused_for
            FROM %s AS job
            JOIN job_event AS event ON event.community_id = job.community_id AND event.job_id = job.id
            ORDER BY job.id, event.version
            """.formatted(jobs);
    }

    /** One statement's rows: the row and its events are of the same moment. */
    static Flux<Replayed> replayed(DatabaseClient.GenericExecuteSpec selected) {
        return selected.map(Replays::line)
                .all()
                .bufferUntilChanged(Line::job)
                .map(lines -> new Replayed(
                        lines.get(0).job(),
                        lines.get(0).stands(),
                        lines.stream().map(Line::hop).toList()));
    }

    private static Line line(Readable row) {
        return new Line(new JobId(Rows.uuid(row, "job_id")), stands(row), hop(row));
    }

    private static JobWay stands(Readable row) {
        int rung = Math.max(Rows.get(row, "rung", Integer.class), Rung.RECEIVED.height());
        return new JobWay(
                Rows.number(row, "job_version"),
                Rows.number(row, "fence"),
                JobState.valueOf(Rows.text(row, "job_state")),
                new JobSearch(
                        rung,
                        "ALL".equals(Rows.text(row, "audience")),
                        JobRows.stations(row, "guests"),
                        Rows.instantOrNull(row, "waiting_since"),
                        JobRows.personOrNull(row, "offered_to"),
                        Rows.instantOrNull(row, "offered_until"),
                        JobRows.callOrNull(row)),
                new JobHands(
                        JobRows.personOrNull(row, "job_worker"),
                        JobRows.personOrNull(row, "handover_to"),
                        Rows.instantOrNull(row, "accepted_at"),
                        Rows.instantOrNull(row, "arrived_at")),
                pause(row),
                stops(Rows.get(row, "stops", String[].class)),
                Rows.instantOrNull(row, "ended_at"));
    }

    private static @Nullable JobPause pause(Readable row) {
        PauseReason reason = JobRows.pauseOrNull(row, "job_paused_for");
        return reason == null ? null : new JobPause(reason, Rows.instant(row, "resumes_at"));
    }

    private static Map<Integer, StopState> stops(String[] written) {
        Map<Integer, StopState> stops = new TreeMap<>();
        for (String stop : written) {
            String[] parts = stop.split("\\|", -1);
            stops.put(Integer.valueOf(parts[0]), StopState.valueOf(parts[1]));
        }
        return stops;
    }

    private static Hop hop(Readable row) {
        return new Hop(
                Rows.number(row, "version"),
                HopKind.valueOf(Rows.text(row, "kind")),
                JobState.valueOf(Rows.text(row, "state")),
                JobRows.personOrNull(row, "worker_id"),
                JobRows.personOrNull(row, "colleague_id"),
                row.get("stop", Integer.class),
                JobRows.stations(row, "stations"),
                Rows.get(row, "open_to_all", Boolean.class),
                Rows.instantOrNull(row, "until"),
                JobRows.pauseOrNull(row, "paused_for"),
                Rows.instant(row, "at"),
                Rows.instant(row, "noted_at"));
    }
}
