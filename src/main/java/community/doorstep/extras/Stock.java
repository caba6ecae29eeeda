package community.doorstep.extras;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The parts at each station. Never below zero, and each change is kept. Everything runs in the caller's transaction. */
@Component
class Stock {

    enum Cause {
        RECEIVED,
        COUNTED,
        /** For an offer at the door. */
        TAKEN,
        /** The offer came to nothing. */
        RETURNED
    }

    record Place(CommunityId community, StationId station) {}

    record Part(UUID item, int quantity) {}

    record OnHand(UUID itemId, String name, String unit, int onHand) {}

    /** @param reference the offer, for what was taken or returned */
    record Movement(
            UUID id,
            UUID itemId,
            String name,
            int change,
            Cause cause,
            @Nullable UUID reference,
            Instant at) {}

    /** Ends each statement: what changed is noted. */
    private static final String NOTED = """
        INSERT INTO part_movement (community_id, id, station_id, item_id, change, cause, reference, actor_id, at)
        SELECT :community, gen_random_uuid(), :station, item_id, change, :cause, :reference, :actor, :now
        FROM changed WHERE change <> 0
        RETURNING item_id
        """;

    private final DatabaseClient database;
    private final Clock clock;

    Stock(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Refuses {@code parts-short} (409) when the station has too few of one. */
    Mono<Void> take(Place place, List<Part> parts, UUID offer, PersonId worker) {
        if (parts.isEmpty()) {
            return Mono.empty();
        }
        return lock(place, parts)
                .then(Mono.defer(() -> noting("""
                    WITH changed AS (
                        UPDATE part_stock SET on_hand = on_hand - wanted.quantity
                        FROM unnest(:items, :quantities) AS wanted (item, quantity)
                        WHERE community_id = :community AND station_id = :station
                          AND item_id = wanted.item AND on_hand >= wanted.quantity
                        RETURNING item_id, -wanted.quantity AS change)
                    """ + NOTED, place, parts, Cause.TAKEN, offer, worker)))
                .filter(taken -> taken == parts.size())
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("parts-short")))
                .then();
    }

    /** In one order for all, so that two offers do not wait for each other. */
    private Mono<Void> lock(Place place, List<Part> parts) {
        return database.sql("""
            SELECT item_id FROM part_stock
            WHERE community_id = :community AND station_id = :station AND item_id = ANY(:items)
            ORDER BY item_id FOR UPDATE
            """)
                .bind("community", place.community().value())
                .bind("station", place.station().value())
                .bind("items", Ids.array(parts, Part::item))
                .then();
    }

    /** Parts that came in, or came back. */
    Mono<Void> add(Place place, List<Part> parts, Cause cause, @Nullable UUID reference, @Nullable PersonId actor) {
        return parts.isEmpty()
                ? Mono.empty()
                : noting("""
                    WITH changed AS (
                        INSERT INTO part_stock AS stock (community_id, station_id, item_id, on_hand)
                        SELECT :community, :station, item, quantity
                        FROM unnest(:items, :quantities) AS added (item, quantity) ORDER BY item
                        ON CONFLICT (community_id, station_id, item_id)
                            DO UPDATE SET on_hand = stock.on_hand + excluded.on_hand
                        RETURNING item_id,
                            (SELECT quantity FROM unnest(:items, :quantities) AS added (item, quantity)
                             WHERE item = item_id) AS change)
                    """ + NOTED, place, parts, cause, reference, actor).then();
    }

    /** What somebody has counted is what is there; answers the difference. */
    Mono<Integer> counted(Place place, UUID item, int counted, PersonId actor) {
        return add(place, List.of(new Part(item, 0)), Cause.COUNTED, null, actor)
                .then(Mono.defer(() -> difference(place, item, counted)))
                .flatMap(change -> noting(
                                """
                                    WITH changed AS (
                                        UPDATE part_stock SET on_hand = on_hand + wanted.change
                                        FROM unnest(:items, :quantities) AS wanted (item, change)
                                        WHERE community_id = :community AND station_id = :station AND item_id = item
                                        RETURNING item_id, change)
                                    """ + NOTED, place, List.of(new Part(item, change)), Cause.COUNTED, null, actor)
                        .thenReturn(change));
    }

    private Mono<Integer> difference(Place place, UUID item, int counted) {
        return database.sql("""
            SELECT :counted - on_hand AS change FROM part_stock
            WHERE community_id = :community AND station_id = :station AND item_id = :item
            FOR UPDATE
            """)
                .bind("counted", counted)
                .bind("community", place.community().value())
                .bind("station", place.station().value())
                .bind("item", item)
                .map(row -> Rows.get(row, "change", Integer.class))
                .one();
    }

    private Mono<Long> noting(
            String statement,
            Place place,
            List<Part> parts,
            Cause cause,
            @Nullable UUID reference,
            @Nullable PersonId actor) {
        var bound = database.sql(statement)
                .bind("community", place.community().value())
                .bind("station", place.station().value())
                .bind("items", Ids.array(parts, Part::item))
                .bind("quantities", parts.stream().map(Part::quantity).toArray(Integer[]::new))
                .bind("cause", cause.name())
                .bind("now", clock.instant());
        bound = reference == null ? bound.bindNull("reference", UUID.class) : bound.bind("reference", reference);
        return (actor == null ? bound.bindNull("actor", UUID.class) : bound.bind("actor", actor.value()))
                .map(row -> true)
                .all()
                .count();
    }

    Mono<List<OnHand>> at(Place place) {
        return database.sql("""
            SELECT item.id, item.name, item.unit, coalesce(stock.on_hand, 0) AS on_hand
            FROM work_item AS item
            LEFT JOIN part_stock AS stock ON stock.community_id = item.community_id
                AND stock.item_id = item.id AND stock.station_id = :station
            WHERE item.community_id = :community AND item.kind = 'PART'
              AND (item.active OR stock.on_hand > 0)
            ORDER BY item.name
            """)
                .bind("station", place.station().value())
                .bind("community", place.community().value())
                .map(row -> new OnHand(
                        Rows.uuid(row, "id"),
                        Rows.text(row, "name"),
                        Rows.text(row, "unit"),
                        Rows.get(row, "on_hand", Integer.class)))
                .all()
                .collectList();
    }

    /** The last hundred. */
    Mono<List<Movement>> movements(Place place) {
        return database.sql("""
            SELECT movement.*, item.name FROM part_movement AS movement
            JOIN work_item AS item ON item.community_id = movement.community_id AND item.id = item_id
            WHERE movement.community_id = :community AND station_id = :station
            ORDER BY at DESC, movement.id LIMIT 100
            """)
                .bind("station", place.station().value())
                .bind("community", place.community().value())
                .map(Stock::movement)
                .all()
                .collectList();
    }

    private static Movement movement(Readable row) {
        return new Movement(
                Rows.uuid(row, "id"),
                Rows.uuid(row, "item_id"),
                Rows.text(row, "name"),
                Rows.get(row, "change", Integer.class),
                Cause.valueOf(Rows.text(row, "cause")),
                row.get("reference", UUID.class),
                Rows.instant(row, "at"));
    }
}
