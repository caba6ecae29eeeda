package community.doorstep.booking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;

/** What the database says of a slot after a rush, against what the crowd was told. */
final class RushBooks {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final DatabaseClient database;
    private final UUID slot;

    RushBooks(DatabaseClient database, String slot) {
        this.database = database;
        this.slot = UUID.fromString(slot);
    }

    /** So many seats are taken, by as many bookings of as many people. */
    void mustHold(int seats) {
        assertThat(number("SELECT taken FROM seats WHERE slot_id = :slot")).isEqualTo(seats);
        assertThat(number("SELECT count(*) FROM booking WHERE slot_id = :slot AND state IN ('HELD', 'CONFIRMED')"))
                .isEqualTo(seats);
        assertThat(number("SELECT count(DISTINCT beneficiary_id) FROM booking WHERE slot_id = :slot"))
                .isEqualTo(seats);
    }

    /** Every acknowledged booking is there under the key that asked for it; nobody was told two things. */
    void mustAgreeWith(List<RushEntry> journal) {
        Map<String, Set<String>> told = booked(journal);
        assertThat(told).allSatisfy((key, bookings) -> assertThat(bookings).hasSize(1));
        Map<String, String> kept = keys();
        told.forEach((key, bookings) -> assertThat(bookings).containsExactly(kept.get(key)));
        assertThat(kept.keySet()).containsExactlyInAnyOrderElementsOf(told.keySet());
        Set<String> refused =
                journal.stream().filter(RushEntry::refused).map(RushEntry::key).collect(Collectors.toSet());
        assertThat(refused).doesNotContainAnyElementsOf(told.keySet());
    }

    /** The booking ids that were named under each key. */
    static Map<String, Set<String>> booked(List<RushEntry> journal) {
        return journal.stream()
                .filter(RushEntry::booked)
                .collect(Collectors.groupingBy(
                        RushEntry::key, Collectors.mapping(RushEntry::booking, Collectors.toSet())));
    }

    /** Each key that has a booking of this slot, with its id. */
    private Map<String, String> keys() {
        return database.sql("""
                        SELECT idempotency.key, booking.id FROM booking
                        JOIN idempotency ON idempotency.reference = booking.id WHERE booking.slot_id = :slot
                        """)
                .bind("slot", slot)
                .map(row -> Map.entry(
                        row.get("key", String.class), row.get("id", UUID.class).toString()))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, HashMap::new)
                .block(PATIENCE);
    }

    private long number(String sql) {
        return database.sql(sql)
                .bind("slot", slot)
                .map(row -> row.get(0, Long.class))
                .one()
                .block(PATIENCE);
    }
}
