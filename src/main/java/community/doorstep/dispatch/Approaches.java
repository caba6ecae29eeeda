package community.doorstep.dispatch;

import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** When those who are on the way will be there, going by where they were seen lately and how long ways take. */
@Component
class Approaches {

    private static final Logger log = LoggerFactory.getLogger(Approaches.class);
    /** Longer ones are windows: nobody knows when within one its worker sets out. */
    private static final Duration LONGEST_CALL = Duration.ofHours(1);

    private static final Duration SEEN_LATELY = Duration.ofMinutes(10);

    /** Where a worker was seen, and the door at which the worker is. */
    private record Worker(PersonId id, OnTheWay.@Nullable Seen seen, StationLoad.@Nullable InHand first) {}

    private final DatabaseClient database;
    private final TravelTimes times;
    private final Clock clock;

    Approaches(DatabaseClient database, TravelTimes times, Clock clock) {
        this.database = database;
        this.times = times;
        this.clock = clock;
    }

    /** Of those calls whose workers are on the way; of none when it cannot be told. */
    Mono<Map<JobId, Instant>> of(Collection<Job> jobs) {
        List<Job> coming = jobs.stream()
                .filter(job -> job.state() == JobState.ACCEPTED && job.acceptedAt() != null)
                .filter(job ->
                        Duration.between(job.startsAt(), job.promisedBy()).compareTo(LONGEST_CALL) <= 0)
                .toList();
        return coming.isEmpty() ? Mono.just(Map.of()) : expected(coming).onErrorResume(Approaches::unknown);
    }

    private static Mono<Map<JobId, Instant>> unknown(Throwable error) {
        log.debug("How long workers still take is not known", error);
        return Mono.just(Map.of());
    }

    private Mono<Map<JobId, Instant>> expected(List<Job> coming) {
        return workers(coming)
                .flatMap(workers -> times.left(
                        coming.stream().map(job -> onTheWay(job, workers)).toList()))
                .map(left -> expected(coming, left));
    }

    private Map<JobId, Instant> expected(List<Job> coming, List<Duration> left) {
        Instant now = clock.instant();
        Map<JobId, Instant> expected = new HashMap<>();
        for (int i = 0; i < coming.size(); i++) {
            expected.put(coming.get(i).id(), later(coming.get(i).startsAt(), now.plus(left.get(i))));
        }
        return expected;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static OnTheWay onTheWay(Job job, Map<PersonId, Worker> workers) {
        Worker worker = workers.get(Objects.requireNonNull(job.worker()));
        return new OnTheWay(
                job.at(),
                job.place(),
                later(job.startsAt(), Objects.requireNonNull(job.acceptedAt())),
                worker == null ? null : worker.seen(),
                worker == null ? null : worker.first());
    }

    private Mono<Map<PersonId, Worker>> workers(List<Job> coming) {
        return database.sql("""
            SELECT shift.worker_id, shift.latitude AS seen_latitude, shift.longitude AS seen_longitude,
                CASE WHEN shift.position_at > :fresh THEN shift.position_at END AS seen_at,
                held.latitude, held.longitude, held.accepted_at, held.arrived_at
            FROM worker_shift AS shift
            LEFT JOIN LATERAL (
                SELECT job.latitude, job.longitude, job.accepted_at, job.arrived_at FROM job
                WHERE job.worker_id = shift.worker_id AND job.state = 'ARRIVED'
                ORDER BY job.arrived_at LIMIT 1) AS held ON true
            WHERE shift.worker_id = ANY(:workers) AND shift.on_duty
            """)
                .bind("fresh", clock.instant().minus(SEEN_LATELY))
                .bind(
                        "workers",
                        Ids.array(
                                coming,
                                job -> Objects.requireNonNull(job.worker()).value()))
                .map(Approaches::worker)
                .all()
                .collectMap(Worker::id);
    }

    private static GeoPoint seen(Readable row) {
        return new GeoPoint(
                Rows.get(row, "seen_latitude", Double.class), Rows.get(row, "seen_longitude", Double.class));
    }

    private static Worker worker(Readable row) {
        Instant seenAt = Rows.instantOrNull(row, "seen_at");
        Instant arrivedAt = Rows.instantOrNull(row, "arrived_at");
        return new Worker(
                new PersonId(Rows.uuid(row, "worker_id")),
                seenAt == null ? null : new OnTheWay.Seen(seen(row), seenAt),
                arrivedAt == null
                        ? null
                        : new StationLoad.InHand(JobRows.place(row), Rows.instant(row, "accepted_at"), arrivedAt));
    }
}
