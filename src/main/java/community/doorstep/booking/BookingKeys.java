package community.doorstep.booking;

import community.doorstep.catalog.SlotId;
import community.doorstep.seats.SlotSeats;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Rows;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The idempotency keys of bookings: written in the batch's transaction with the id of the booking or entry to come. A key that
 * another transaction holds is waited for there; a key that is known already answers with that.
 */
@Component
class BookingKeys {

    record Given(String digest, UUID reference) {}

    private final DatabaseClient database;

    BookingKeys(DatabaseClient database) {
        this.database = database;
    }

    /** Takes the keys, in a fixed order; answers those that are new. */
    Mono<Set<Demand.Key>> take(Collection<Demand> demands, Instant now) {
        List<Demand> ordered = demands.stream()
                .sorted(Comparator.comparing(
                                (Demand demand) -> demand.caller().person().value())
                        .thenComparing(Demand::key))
                .toList();
        return database.sql("""
            INSERT INTO idempotency (caller_id, key, digest, reference, at)
            SELECT taken.caller_id, taken.key, taken.digest, taken.booking_id, :now
            FROM unnest(:callers, :keys, :digests, :bookings)
                AS taken (caller_id, key, digest, booking_id)
            ON CONFLICT DO NOTHING
            RETURNING caller_id, key
            """)
                .bind("now", now)
                .bind(
                        "callers",
                        Ids.array(ordered, demand -> demand.caller().person().value()))
                .bind("keys", ordered.stream().map(Demand::key).toArray(String[]::new))
                .bind("digests", ordered.stream().map(Demand::digest).toArray(String[]::new))
                .bind("bookings", Ids.array(ordered, demand -> demand.id()))
                .map(row -> new Demand.Key(Rows.uuid(row, "caller_id"), Rows.text(row, "key")))
                .all()
                .collect(Collectors.toSet());
    }

    /** What known keys were given for; a key of another command has no booking and counts as reused. */
    Mono<Map<Demand.Key, Given>> given(Collection<Demand> demands) {
        return database.sql("""
            SELECT idempotency.caller_id, idempotency.key, digest,
                   coalesce(reference, '00000000-0000-0000-0000-000000000000') AS reference
            FROM idempotency
            JOIN unnest(:callers, :keys) AS asked (caller_id, key)
                ON asked.caller_id = idempotency.caller_id AND asked.key = idempotency.key
            """)
                .bind(
                        "callers",
                        Ids.array(demands, demand -> demand.caller().person().value()))
                .bind("keys", demands.stream().map(Demand::key).toArray(String[]::new))
                .map(row -> Map.entry(
                        new Demand.Key(Rows.uuid(row, "caller_id"), Rows.text(row, "key")),
                        new Given(Rows.text(row, "digest"), Rows.uuid(row, "reference"))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * The keys under which the bookings of these slots were made; looked up booking by booking ({@code OFFSET 0} keeps it
     * so), never by reading a week's keys of all.
     */
    Mono<Map<SlotId, List<Demand.Key>>> holders(Collection<SlotSeats> slots) {
        return database.sql("""
            SELECT booking.slot_id, given.caller_id, given.key
            FROM booking
            CROSS JOIN LATERAL (
                SELECT caller_id, key FROM idempotency
                WHERE caller_id = booking.booked_by AND reference = booking.id
                OFFSET 0) AS given
            WHERE booking.slot_id = ANY(:slots)
            """)
                .bind("slots", Ids.array(slots, slot -> slot.slot().value()))
                .map(row -> Map.entry(
                        new SlotId(Rows.uuid(row, "slot_id")),
                        new Demand.Key(Rows.uuid(row, "caller_id"), Rows.text(row, "key"))))
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    /** A refused demand leaves no key: asked again, it is decided again. */
    Mono<Void> drop(Collection<Demand> refused) {
        if (refused.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
            DELETE FROM idempotency
            USING unnest(:callers, :keys) AS refused (caller_id, key)
            WHERE idempotency.caller_id = refused.caller_id AND idempotency.key = refused.key
            """)
                .bind(
                        "callers",
                        Ids.array(refused, demand -> demand.caller().person().value()))
                .bind("keys", refused.stream().map(Demand::key).toArray(String[]::new))
                .then();
    }
}
