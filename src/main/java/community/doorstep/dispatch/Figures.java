package community.doorstep.dispatch;

import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Reach;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How a station's promises were kept, and what each of its workers did and carries. */
@Component
class Figures {

    private static final int MOST_DAYS = 92;

    /**
     * Of the jobs that are open or ended lately.
     *
     * @param onTime somebody was at the door by the promised time
     * @param late somebody was, but later
     * @param unserved the promised time passed without anybody
     */
    record OfStation(
            StationId stationId,
            long open,
            long done,
            long onTime,
            long late,
            long unserved,
            long nobodyHome,
            long cancelled) {}

    /** What a worker has ended lately, and the cash to hand in; amounts in fen. */
    record OfWorker(PersonId workerId, long done, long earnedFen, long cashFen) {}

    private final DatabaseClient database;
    private final WorkerCash cash;
    private final Clock clock;

    Figures(DatabaseClient database, WorkerCash cash, Clock clock) {
        this.database = database;
        this.cash = cash;
        this.clock = clock;
    }

    Mono<List<OfStation>> stations(Caller caller, int days, @Nullable StationId station) {
        Reach reach = Reach.of(caller, Role.STATION_LEAD, Role.COMMUNITY_ADMIN);
        Instant now = clock.instant();
        return reach.bind(
                        database.sql("""
                            SELECT station_id, count(*) FILTER (WHERE ended_at IS NULL) AS open,
                                count(*) FILTER (WHERE state = 'DONE') AS done,
                                count(*) FILTER (WHERE arrived_at <= promised_by) AS on_time,
                                count(*) FILTER (WHERE arrived_at > promised_by) AS late,
                                count(*) FILTER (WHERE arrived_at IS NULL AND promised_by < coalesce(ended_at, :now)
                                    AND state IN ('WAITING', 'ACCEPTED', 'CANCELLED')) AS unserved,
                                count(*) FILTER (WHERE state = 'NOBODY_HOME') AS nobody_home,
                                count(*) FILTER (WHERE state = 'CANCELLED') AS cancelled
                            FROM job
                            WHERE community_id = ANY(:communities)
                              AND (community_id = ANY(:whole) OR station_id = ANY(:stations))
                              AND (:station::uuid IS NULL OR station_id = :station)
                              AND (ended_at IS NULL OR ended_at >= :since)
                            GROUP BY station_id ORDER BY station_id
                            """)
                                .bind("now", now)
                                .bind("since", now.minus(Duration.ofDays(Math.min(Math.max(days, 1), MOST_DAYS)))),
                        id(station))
                .map(row -> new OfStation(
                        new StationId(Rows.uuid(row, "station_id")),
                        Rows.number(row, "open"),
                        Rows.number(row, "done"),
                        Rows.number(row, "on_time"),
                        Rows.number(row, "late"),
                        Rows.number(row, "unserved"),
                        Rows.number(row, "nobody_home"),
                        Rows.number(row, "cancelled")))
                .all()
                .collectList();
    }

    /** Who has worked here within so many days, and the cash that they carry of these communities. */
    Mono<List<OfWorker>> workers(Caller caller, int days, @Nullable StationId station) {
        Reach reach = Reach.of(caller, Role.STATION_LEAD, Role.FINANCE);
        Instant since = clock.instant().minus(Duration.ofDays(Math.min(Math.max(days, 1), MOST_DAYS)));
        return reach.bind(database.sql("""
            SELECT worker_id, count(*) FILTER (WHERE state = 'DONE') AS done,
                coalesce(sum(share_fen), 0)::bigint AS earned
            FROM job
            WHERE worker_id IS NOT NULL AND community_id = ANY(:communities)
              AND (community_id = ANY(:whole) OR station_id = ANY(:stations))
              AND (:station::uuid IS NULL OR station_id = :station)
              AND (ended_at IS NULL OR ended_at >= :since)
            GROUP BY worker_id ORDER BY worker_id
            """).bind("since", since), id(station))
                .map(row -> new OfWorker(
                        new PersonId(Rows.uuid(row, "worker_id")),
                        Rows.number(row, "done"),
                        Rows.number(row, "earned"),
                        0))
                .all()
                .collectList()
                .zipWith(cash.carried(reach.communities()), Figures::carrying);
    }

    private static List<OfWorker> carrying(List<OfWorker> workers, Map<PersonId, Long> cash) {
        return workers.stream()
                .map(one -> new OfWorker(
                        one.workerId(), one.done(), one.earnedFen(), cash.getOrDefault(one.workerId(), 0L)))
                .toList();
    }

    private static @Nullable UUID id(@Nullable StationId station) {
        return station == null ? null : station.value();
    }
}
