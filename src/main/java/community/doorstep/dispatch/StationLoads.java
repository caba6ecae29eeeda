package community.doorstep.dispatch;

import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationRef;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How busy stations are, for whoever says how long somebody will take to come. */
@Component
public class StationLoads {

    private static final int WAITING_LOOKED_AT = 100;
    private static final Duration POSITION_HOLDS = Duration.ofMinutes(10);

    /** A window or a lamp that has hours left does not keep a call for now waiting. */
    private static final Duration GOES_BEFORE = Duration.ofHours(1);

    private static final double STRAIGHT_SECONDS = 900;

    private final DatabaseClient database;
    private final Clock clock;

    StationLoads(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Mono<StationLoad> at(StationRef station) {
        return Mono.zip(onDuty(station), waiting(station), StationLoad::new);
    }

    /** A worker, perhaps with one of the jobs in hand. */
    private record Seen(UUID worker, StationLoad.OnDuty onDuty) {}

    private Mono<List<StationLoad.OnDuty>> onDuty(StationRef station) {
        return database.sql("""
            SELECT shift.worker_id, coalesce(rules.places, 1) AS places,
                ARRAY(SELECT skill FROM worker_skill AS skill
                    WHERE skill.community_id = shift.community_id
                      AND skill.worker_id = shift.worker_id) AS skills,
                CASE WHEN shift.position_at > :fresh THEN shift.latitude END AS at_latitude,
                CASE WHEN shift.position_at > :fresh THEN shift.longitude END AS at_longitude,
                held.latitude, held.longitude, held.accepted_at, held.arrived_at
            FROM worker_shift AS shift
            LEFT JOIN station_rules AS rules
                ON rules.community_id = shift.community_id AND rules.station_id = shift.station_id
            LEFT JOIN job AS held ON held.worker_id = shift.worker_id AND held.state IN ('ACCEPTED', 'ARRIVED')
            WHERE shift.community_id = :community AND shift.station_id = :station AND shift.on_duty
              AND NOT shift.on_break
            ORDER BY shift.worker_id, held.accepted_at
            """)
                .bind("fresh", clock.instant().minus(POSITION_HOLDS))
                .bind("community", station.community().value())
                .bind("station", station.station().value())
                .map(StationLoads::seen)
                .all()
                .collect(Collectors.groupingBy(Seen::worker, LinkedHashMap::new, Collectors.toList()))
                .map(workers ->
                        workers.values().stream().map(StationLoads::worker).toList());
    }

    private static Seen seen(Readable row) {
        Instant acceptedAt = Rows.instantOrNull(row, "accepted_at");
        GeoPoint place = point(row, "latitude", "longitude");
        return new Seen(
                Rows.uuid(row, "worker_id"),
                new StationLoad.OnDuty(
                        Set.of(Rows.get(row, "skills", String[].class)),
                        point(row, "at_latitude", "at_longitude"),
                        Rows.get(row, "places", Integer.class),
                        acceptedAt == null || place == null
                                ? List.of()
                                : List.of(new StationLoad.InHand(
                                        place, acceptedAt, Rows.instantOrNull(row, "arrived_at")))));
    }

    private static StationLoad.OnDuty worker(List<Seen> rows) {
        StationLoad.OnDuty first = rows.get(0).onDuty();
        List<StationLoad.InHand> inHand =
                rows.stream().flatMap(row -> row.onDuty().inHand().stream()).toList();
        return new StationLoad.OnDuty(first.skills(), first.position(), first.places(), inHand);
    }

    private static @Nullable GeoPoint point(Readable row, String latitude, String longitude) {
        Double north = row.get(latitude, Double.class);
        Double east = row.get(longitude, Double.class);
        return north == null || east == null ? null : new GeoPoint(north, east);
    }

    /** What goes before a call for now: danger, and what is promised for about the same time. */
    private Mono<List<StationLoad.Waiting>> waiting(StationRef station) {
        return database.sql("""
            SELECT skill, latitude, longitude FROM job
            WHERE community_id = :community AND station_id = :station AND ended_at IS NULL
              AND state = 'WAITING' AND (danger OR promised_by < :later)
            ORDER BY rank, id LIMIT :most
            """)
                .bind("community", station.community().value())
                .bind("station", station.station().value())
                .bind("later", clock.instant().plus(GOES_BEFORE))
                .bind("most", WAITING_LOOKED_AT)
                .map(row -> new StationLoad.Waiting(
                        Rows.text(row, "skill"),
                        new GeoPoint(
                                Rows.get(row, "latitude", Double.class), Rows.get(row, "longitude", Double.class))))
                .all()
                .collectList();
    }

    /** The last jobs that were done there since then; a worker is free again when the job before has ended. */
    public Flux<StationLoad.Times> times(StationRef station, Instant since, int most) {
        return database.sql("""
            SELECT extract(epoch FROM accepted_at - least(accepted_at, greatest(posted_at, free_at)))::float8
                    AS reaction,
                extract(epoch FROM arrived_at - accepted_at)::float8 AS travel,
                extract(epoch FROM ended_at - arrived_at)::float8 AS handling, latitude, longitude,
                CASE WHEN accepted_at < free_at + make_interval(secs => :straight) THEN latitude_before END AS from_latitude,
                CASE WHEN accepted_at < free_at + make_interval(secs => :straight) THEN longitude_before END AS from_longitude
            FROM (SELECT posted_at, accepted_at, arrived_at, ended_at, latitude, longitude,
                      lag(ended_at) OVER before AS free_at, lag(latitude) OVER before AS latitude_before,
                      lag(longitude) OVER before AS longitude_before
                  FROM job
                  WHERE community_id = :community AND station_id = :station AND ended_at > :since
                    AND state = 'DONE' AND accepted_at IS NOT NULL AND arrived_at >= accepted_at
                  WINDOW before AS (PARTITION BY worker_id ORDER BY accepted_at)) AS done
            ORDER BY ended_at DESC LIMIT :most
            """)
                .bind("community", station.community().value())
                .bind("station", station.station().value())
                .bind("since", since)
                .bind("straight", STRAIGHT_SECONDS)
                .bind("most", most)
                .map(row -> new StationLoad.Times(
                        Rows.get(row, "reaction", Double.class),
                        Rows.get(row, "travel", Double.class),
                        Rows.get(row, "handling", Double.class),
                        point(row, "from_latitude", "from_longitude"),
                        new GeoPoint(
                                Rows.get(row, "latitude", Double.class), Rows.get(row, "longitude", Double.class))))
                .all();
    }
}
