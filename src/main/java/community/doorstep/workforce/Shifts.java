package community.doorstep.workforce;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Reach;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationRef;
import community.doorstep.shared.Together;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who is on duty where. */
@Component
public class Shifts {

    private static final String SELECT = """
        SELECT shift.community_id, shift.worker_id, shift.station_id, shift.on_duty, shift.on_break, shift.since,
            ARRAY(SELECT skill FROM worker_skill AS skill
                  WHERE skill.community_id = shift.community_id AND skill.worker_id = shift.worker_id) AS skills
        FROM worker_shift AS shift
        """;

    private static final int MOST = 64;
    private static final int AT_ONCE = 1;

    /** Who may work in these communities. */
    private record Asked(PersonId worker, List<UUID> communities) {

        Stream<Place> places() {
            return communities.stream().map(community -> new Place(worker, community));
        }
    }

    private record Place(PersonId worker, UUID community) {}

    private final DatabaseClient database;
    private final Clock clock;

    /** Where workers were on duty lately: decides which station's queue is asked first, never who gets a job. */
    private final Cache<PersonId, StationRef> lately = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterWrite(Duration.ofSeconds(30))
            .build();

    /** The one on duty, else the last. */
    private static final Comparator<Shift> LATEST =
            Comparator.comparing(Shift::onDuty).thenComparing(Shift::since);

    private final Together<Asked, Optional<Shift>> shiftsTogether = new Together<>(MOST, AT_ONCE, this::shiftsOf);

    private final Together<Asked, Optional<StationRef>> together = new Together<>(MOST, AT_ONCE, this::dutiesOf);

    Shifts(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** On duty there and nowhere else, or off duty there; the caller opens the transaction. */
    Mono<Void> change(PersonId worker, StationRef at, boolean onDuty, @Nullable GeoPoint position) {
        lately.invalidate(worker);
        return leaveOthers(worker, at).then(Mono.defer(() -> write(worker, at, onDuty, position)));
    }

    private Mono<Void> leaveOthers(PersonId worker, StationRef at) {
        return database.sql("""
            UPDATE worker_shift
            SET on_duty = false, on_break = false, since = :now,
                latitude = NULL, longitude = NULL, position_at = NULL
            WHERE worker_id = :worker AND community_id <> :community AND on_duty
            """)
                .bind("now", clock.instant())
                .bind("worker", worker.value())
                .bind("community", at.community().value())
                .then();
    }

    private Mono<Void> write(PersonId worker, StationRef at, boolean onDuty, @Nullable GeoPoint position) {
        DatabaseClient.GenericExecuteSpec upsert = database.sql("""
            INSERT INTO worker_shift AS shift (community_id, worker_id, station_id, on_duty, since, seen_at,
                latitude, longitude, position_at)
            VALUES (:community, :worker, :station, :onDuty, :now, :now, :latitude, :longitude,
                CASE WHEN :latitude::double precision IS NULL THEN NULL::timestamptz ELSE :now END)
            ON CONFLICT (community_id, worker_id) DO UPDATE SET
                station_id = excluded.station_id, on_duty = excluded.on_duty, seen_at = excluded.seen_at,
                on_break = shift.on_break AND shift.on_duty AND excluded.on_duty
                    AND shift.station_id = excluded.station_id,
                latitude = excluded.latitude, longitude = excluded.longitude,
                position_at = excluded.position_at,
                since = CASE WHEN shift.on_duty = excluded.on_duty
                    AND shift.station_id = excluded.station_id THEN shift.since ELSE excluded.since END
            """)
                .bind("community", at.community().value())
                .bind("worker", worker.value())
                .bind("station", at.station().value())
                .bind("onDuty", onDuty)
                .bind("now", clock.instant());
        GeoPoint kept = onDuty && position != null ? position.coarse() : null;
        return (kept == null
                        ? upsert.bindNull("latitude", Double.class).bindNull("longitude", Double.class)
                        : upsert.bind("latitude", kept.latitude()).bind("longitude", kept.longitude()))
                .then();
    }

    /** Empty when nothing changed; refuses {@code off-duty} (409). */
    Mono<Shift> pause(PersonId worker, UUID[] communities, boolean onBreak) {
        return onDuty(worker, communities)
                .flatMap(shift -> database.sql("""
                    UPDATE worker_shift SET on_break = :onBreak, seen_at = :now
                    WHERE worker_id = :worker AND on_duty AND on_break <> :onBreak
                    """)
                        .bind("onBreak", onBreak)
                        .bind("now", clock.instant())
                        .bind("worker", worker.value())
                        .fetch()
                        .rowsUpdated()
                        .filter(rows -> rows == 1)
                        .map(changed -> shift));
    }

    /** The worker's shift: the one on duty, else the last; empty when there never was one. */
    public Mono<Shift> of(PersonId worker, UUID[] communities) {
        return database.sql(SELECT + """
            WHERE shift.worker_id = :worker AND shift.community_id = ANY(:communities)
            ORDER BY shift.on_duty DESC, shift.since DESC LIMIT 1
            """)
                .bind("worker", worker.value())
                .bind("communities", communities)
                .map(ShiftRows::shift)
                .one();
    }

    /** The same, asked for many at once. */
    public Mono<Optional<Shift>> now(PersonId worker, UUID[] communities) {
        return shiftsTogether.ask(new Asked(worker, List.of(communities)));
    }

    private Mono<List<Optional<Shift>>> shiftsOf(List<Asked> asked) {
        List<Place> places = asked.stream().flatMap(Asked::places).distinct().toList();
        return database.sql(SELECT + """
            JOIN unnest(:workers, :communities) AS place (worker_id, community_id)
                ON shift.community_id = place.community_id AND shift.worker_id = place.worker_id
            """)
                .bind("workers", Ids.array(places, place -> place.worker().value()))
                .bind("communities", Ids.array(places, Place::community))
                .map(ShiftRows::shift)
                .all()
                .collectMap(shift ->
                        new Place(shift.worker(), shift.at().community().value()))
                .map(found -> asked.stream()
                        .map(one -> one.places()
                                .flatMap(place -> Stream.ofNullable(found.get(place)))
                                .max(LATEST))
                        .toList());
    }

    /** Refuses {@code off-duty} (409). */
    public Mono<Shift> onDuty(PersonId worker, UUID[] communities) {
        return of(worker, communities)
                .filter(Shift::onDuty)
                .doOnNext(shift -> lately.put(worker, shift.at()))
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("off-duty")));
    }

    /** Where the worker is on duty, as far as is known here; empty when off duty. */
    public Mono<StationRef> lately(PersonId worker, UUID[] communities) {
        StationRef known = lately.getIfPresent(worker);
        return known != null
                ? Mono.just(known)
                : together.ask(new Asked(worker, List.of(communities)))
                        .flatMap(Mono::justOrEmpty)
                        .doOnNext(at -> lately.put(worker, at));
    }

    private Mono<List<Optional<StationRef>>> dutiesOf(List<Asked> asked) {
        List<Place> places = asked.stream().flatMap(Asked::places).toList();
        return database.sql("""
            SELECT shift.worker_id, shift.community_id, shift.station_id
            FROM unnest(:workers, :communities) AS place (worker_id, community_id)
            JOIN worker_shift AS shift
                ON shift.community_id = place.community_id AND shift.worker_id = place.worker_id
            WHERE shift.on_duty
            """)
                .bind("workers", Ids.array(places, place -> place.worker().value()))
                .bind("communities", Ids.array(places, Place::community))
                .map(row -> Map.entry(
                        new Place(new PersonId(Rows.uuid(row, "worker_id")), Rows.uuid(row, "community_id")),
                        ShiftRows.station(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(found -> asked.stream()
                        .map(one -> one.places()
                                .filter(found::containsKey)
                                .findFirst()
                                .map(found::get))
                        .toList());
    }

    /** Everyone on duty at the stations that the caller may look at. */
    public Flux<Shift> at(Reach reach, @Nullable UUID station) {
        return reach.bind(database.sql(SELECT + """
            WHERE shift.on_duty AND shift.community_id = ANY(:communities)
              AND (shift.community_id = ANY(:whole) OR shift.station_id = ANY(:stations))
              AND (:station::uuid IS NULL OR shift.station_id = :station)
            ORDER BY shift.since, shift.worker_id
            """), station)
                .map(ShiftRows::shift)
                .all();
    }
}
