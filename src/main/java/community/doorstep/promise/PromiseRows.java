package community.doorstep.promise;

import community.doorstep.dispatch.JobId;
import community.doorstep.shared.Binding;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationRef;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Promises as they were given, and what became of them. */
@Component
class PromiseRows {

    /** Not yet decided. */
    record Open(
            Instant givenAt, Instant promisedBy, @Nullable Estimate estimate) {

        String outcome(Instant arrivedAt) {
            return arrivedAt.isAfter(promisedBy) ? "MISSED" : "KEPT";
        }

        @Nullable
        Double rank(Instant arrivedAt) {
            return estimate == null
                    ? null
                    : estimate.share(Duration.between(givenAt, arrivedAt).toMillis() / 1000.0);
        }
    }

    /** How promises of a kind went lately. */
    record Lately(long kept, long known) {}

    private static final String ARRIVAL = "ARRIVAL";
    private static final String END = "END";

    private final DatabaseClient database;
    private final Clock clock;

    PromiseRows(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Mono<Void> keep(JobId job, StationRef station, Promise promise, Estimate estimate) {
        Instant now = clock.instant();
        return database.sql("""
            INSERT INTO promise (community_id, job_id, station_id, given_at, minutes, likelihood,
                promised_by, quantiles)
            VALUES (:community, :job, :station, :now, :minutes, :likelihood, :promisedBy, :quantiles)
            ON CONFLICT DO NOTHING
            """)
                .bind("community", station.community().value())
                .bind("job", job.value())
                .bind("station", station.station().value())
                .bind("now", now)
                .bind("minutes", Objects.requireNonNull(promise.minutes()))
                .bind("likelihood", promise.likelihood())
                .bind("promisedBy", promise.by(now, Duration.ZERO))
                .bind("quantiles", estimate.quantiles())
                .then();
    }

    Mono<Void> keep(JobId job, StationRef station, Agreement agreement, Instant promisedBy, double likelihood) {
        Instant now = clock.instant();
        return database.sql("""
            INSERT INTO promise (community_id, job_id, station_id, given_at, minutes, likelihood,
                promised_by, skill, measured)
            VALUES (:community, :job, :station, :now, :minutes, :likelihood, :promisedBy, :skill, :measured)
            ON CONFLICT DO NOTHING
            """)
                .bind("community", station.community().value())
                .bind("job", job.value())
                .bind("station", station.station().value())
                .bind("now", now)
                .bind("minutes", Math.max(1, (int)
                        Duration.between(now, promisedBy).toMinutes()))
                .bind("likelihood", likelihood)
                .bind("promisedBy", promisedBy)
                .bind("skill", agreement.skill())
                .bind("measured", agreement.untilDone() ? END : ARRIVAL)
                .then();
    }

    /** For another time, which is no estimate any more. */
    Mono<Void> move(CommunityId community, JobId job, Instant promisedBy, Agreement agreement) {
        return database.sql("""
            UPDATE promise SET promised_by = :promisedBy, quantiles = NULL, skill = coalesce(skill, :skill)
            WHERE community_id = :community AND job_id = :job AND outcome IS NULL
            """)
                .bind("promisedBy", promisedBy)
                .bind("skill", agreement.skill())
                .bind("community", community.value())
                .bind("job", job.value())
                .then();
    }

    Mono<Lately> agreedLately(StationRef station, String skill, int most) {
        return database.sql("""
            SELECT count(*) FILTER (WHERE outcome = 'KEPT') AS kept, count(*) AS known FROM (
                SELECT outcome FROM promise
                WHERE community_id = :community AND station_id = :station AND skill = :skill
                  AND outcome IN ('KEPT', 'MISSED')
                ORDER BY outcome_at DESC LIMIT :most) AS lately
            """)
                .bind("community", station.community().value())
                .bind("station", station.station().value())
                .bind("skill", skill)
                .bind("most", most)
                .map(row -> new Lately(Rows.number(row, "kept"), Rows.number(row, "known")))
                .one();
    }

    /** The first arrival decides, whoever came. */
    Mono<Void> arrived(CommunityId community, UUID job, Instant at) {
        return measured(community, job, at, ARRIVAL);
    }

    /** Of a run the end does. */
    Mono<Void> done(CommunityId community, UUID job, Instant at) {
        return measured(community, job, at, END);
    }

    private Mono<Void> measured(CommunityId community, UUID job, Instant at, String by) {
        return open(community, job, by)
                .flatMap(open -> decided(community, job, at, open.outcome(at), open.rank(at)))
                .then();
    }

    /** Who called off before the time was up was promised nothing; who waited in vain was. */
    Mono<Void> cancelled(CommunityId community, UUID job, Instant at) {
        return open(community, job, ARRIVAL, END)
                .flatMap(open -> at.isAfter(open.promisedBy())
                        ? decided(community, job, at, "MISSED", open.estimate() == null ? null : 1.0)
                        : voided(community, job, at))
                .then();
    }

    private Mono<Open> open(CommunityId community, UUID job, String... measured) {
        return database.sql("""
            SELECT given_at, promised_by, quantiles FROM promise
            WHERE community_id = :community AND job_id = :job AND measured = ANY(:measured) AND outcome IS NULL FOR UPDATE
            """)
                .bind("measured", measured)
                .bind("community", community.value())
                .bind("job", job)
                .map(PromiseRows::open)
                .one();
    }

    private static Open open(Readable row) {
        Integer[] quantiles = row.get("quantiles", Integer[].class);
        return new Open(
                Rows.instant(row, "given_at"),
                Rows.instant(row, "promised_by"),
                quantiles == null ? null : Estimate.kept(quantiles));
    }

    private Mono<Long> decided(CommunityId community, UUID job, Instant at, String outcome, @Nullable Double rank) {
        DatabaseClient.GenericExecuteSpec update = database.sql("""
            UPDATE promise SET outcome = :outcome, outcome_at = :at, rank = :rank
            WHERE community_id = :community AND job_id = :job AND outcome IS NULL
            """)
                .bind("outcome", outcome)
                .bind("at", at)
                .bind("community", community.value())
                .bind("job", job);
        return Binding.orNull(update, "rank", rank, Double.class).fetch().rowsUpdated();
    }

    private Mono<Long> voided(CommunityId community, UUID job, Instant at) {
        return database.sql("""
            UPDATE promise SET outcome = 'VOID', outcome_at = :at
            WHERE community_id = :community AND job_id = :job AND outcome IS NULL
            """)
                .bind("at", at)
                .bind("community", community.value())
                .bind("job", job)
                .fetch()
                .rowsUpdated();
    }

    /** Of the last promises of a station, whose outcome is known. */
    Mono<Calibration> ranks(StationRef station, int most) {
        return database.sql("""
            SELECT rank FROM promise
            WHERE community_id = :community AND station_id = :station AND rank IS NOT NULL
            ORDER BY outcome_at DESC LIMIT :most
            """)
                .bind("community", station.community().value())
                .bind("station", station.station().value())
                .bind("most", most)
                .map(row -> Rows.get(row, "rank", Double.class))
                .all()
                .collectList()
                .map(ranks -> Calibration.of(
                        ranks.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /** How the promises went that ended since then or are open, for the stations that somebody may look at. */
    Flux<PromiseFigures> figures(UUID[] whole, UUID[] stations, Instant since) {
        return database.sql("""
            SELECT station_id, count(*) AS given, count(*) FILTER (WHERE outcome = 'KEPT') AS kept,
                count(*) FILTER (WHERE outcome = 'MISSED') AS missed,
                count(*) FILTER (WHERE outcome IS NULL) AS open,
                percentile_cont(ARRAY[0.5, 0.9]) WITHIN GROUP (ORDER BY minutes) FILTER (WHERE skill IS NULL)
                    AS minutes,
                avg(likelihood) AS likelihood
            FROM promise
            WHERE (community_id = ANY(:whole) OR station_id = ANY(:stations)) AND promised_by >= :since
            GROUP BY station_id ORDER BY station_id
            """)
                .bind("whole", whole)
                .bind("stations", stations)
                .bind("since", since)
                .map(PromiseFigures::of)
                .all();
    }
}
