package community.doorstep.booking;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.waitlist.EntryState;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.context.annotation.Profile;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the database says of the slots of sequences. */
@Component
@Profile("test")
class SeatBooks {

    private final DatabaseClient database;

    SeatBooks(DatabaseClient database) {
        this.database = database;
    }

    /** All of it in one statement, so that it is of one moment. */
    Mono<SeatState> state(SeatScene scene) {
        return database.sql("""
                        SELECT seats.taken, seats.capacity, seats.waiting, seats.next_number, given.numbers,
                               made.*, line.*
                        FROM seats
                        CROSS JOIN LATERAL (
                            SELECT array_agg(id ORDER BY id) AS bookings,
                                   array_agg(beneficiary_id ORDER BY id) AS bookers,
                                   array_agg(state ORDER BY id) AS booking_states
                            FROM booking
                            WHERE booking.community_id = seats.community_id AND booking.slot_id = seats.slot_id
                              AND sole AND state IN ('HELD', 'CONFIRMED')) AS made
                        CROSS JOIN LATERAL (
                            SELECT array_agg(id ORDER BY number) AS entries,
                                   array_agg(beneficiary_id ORDER BY number) AS waiters,
                                   array_agg(state ORDER BY number) AS entry_states,
                                   array_agg(number ORDER BY number) AS numbers_open
                            FROM waitlist_entry
                            WHERE waitlist_entry.slot_id = seats.slot_id AND state IN ('WAITING', 'OFFERED')) AS line
                        CROSS JOIN LATERAL (
                            SELECT count(DISTINCT number) AS numbers FROM waitlist_entry
                            WHERE beneficiary_id = ANY(:people)) AS given
                        WHERE seats.slot_id = :slot
                        """)
                .bind("slot", scene.slot().id().value())
                .bind("people", scene.ids())
                .map(SeatBooks::stateOf)
                .one();
    }

    private static SeatState stateOf(Readable row) {
        return new SeatState(
                row.get("taken", Integer.class),
                row.get("capacity", Integer.class),
                row.get("waiting", Integer.class),
                row.get("next_number", Integer.class),
                row.get("numbers", Long.class),
                seats(row),
                line(row));
    }

    private static List<SeatState.Seat> seats(Readable row) {
        UUID[] bookings = row.get("bookings", UUID[].class);
        if (bookings == null) {
            return List.of();
        }
        UUID[] people = row.get("bookers", UUID[].class);
        String[] states = row.get("booking_states", String[].class);
        return IntStream.range(0, bookings.length)
                .mapToObj(
                        i -> new SeatState.Seat(bookings[i], new PersonId(people[i]), BookingState.valueOf(states[i])))
                .toList();
    }

    private static List<SeatState.Place> line(Readable row) {
        UUID[] entries = row.get("entries", UUID[].class);
        if (entries == null) {
            return List.of();
        }
        UUID[] people = row.get("waiters", UUID[].class);
        String[] states = row.get("entry_states", String[].class);
        Integer[] numbers = row.get("numbers_open", Integer[].class);
        return IntStream.range(0, entries.length)
                .mapToObj(i -> new SeatState.Place(
                        entries[i], new PersonId(people[i]), EntryState.valueOf(states[i]), numbers[i]))
                .toList();
    }

    /** How many bookings of the slot have no charge, or one that stands when they do not, or the other way round. */
    Mono<Long> wrongCharges(SeatScene scene) {
        return database.sql("""
                        SELECT count(*) AS wrong FROM booking
                        LEFT JOIN charge ON charge.community_id = booking.community_id
                            AND charge.booking_id = booking.id
                        WHERE booking.slot_id = :slot
                          AND charge.state IS DISTINCT FROM
                              CASE WHEN booking.state IN ('HELD', 'CONFIRMED') THEN 'RESERVED' ELSE 'RELEASED' END
                        """)
                .bind("slot", scene.slot().id().value())
                .map(row -> row.get("wrong", Long.class))
                .one();
    }

    /** How often each thing happened to the bookings and entries of a community. */
    Mono<Map<String, Long>> happened(CommunityId community) {
        return database.sql("""
                        SELECT state, count(*) AS times FROM booking WHERE community_id = :community GROUP BY state
                        UNION ALL
                        SELECT 'PAID', count(*) FROM booking WHERE community_id = :community AND paid_at IS NOT NULL
                        UNION ALL
                        SELECT 'MOVED', count(*) FROM booking WHERE community_id = :community AND moved_at IS NOT NULL
                        UNION ALL
                        SELECT 'ENTRY_' || state, count(*) FROM waitlist_entry
                        WHERE community_id = :community GROUP BY state
                        """)
                .bind("community", community.value())
                .map(row -> Map.entry(row.get("state", String.class), row.get("times", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Events that have not reached everybody. */
    Mono<Long> underWay(CommunityId community) {
        return count("SELECT count(*) AS many FROM outbox WHERE community_id = :community", community);
    }

    /** Payments for bookings that ended whose money was not given back. */
    Mono<Long> keptMoney(CommunityId community) {
        return count("""
                        SELECT count(*) AS many FROM payment
                        JOIN booking ON booking.community_id = payment.community_id AND booking.id = payment.reference
                        WHERE payment.community_id = :community AND payment.state = 'PAID'
                          AND booking.state IN ('CANCELLED', 'EXPIRED') AND payment.refunded_fen <> payment.amount_fen
                        """, community);
    }

    private Mono<Long> count(String sql, CommunityId community) {
        return database.sql(sql)
                .bind("community", community.value())
                .map(row -> row.get("many", Long.class))
                .one();
    }
}
