package community.doorstep.booking;

import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotCancelled;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Rows;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The booking table after bookings were made. Whoever changes active bookings of a slot has locked its seats before. */
@Component
class AftermathRows {

    private final DatabaseClient database;

    AftermathRows(DatabaseClient database) {
        this.database = database;
    }

    /** The booking as it is now, locked. */
    Mono<Booking> locked(Booking seen) {
        return database.sql("SELECT * FROM booking WHERE community_id = :community AND id = :id FOR UPDATE")
                .bind("community", seen.community().value())
                .bind("id", seen.id().value())
                .map(BookingRows::bookingOf)
                .one();
    }

    /** Cancels what is active; empty when it is not. */
    Mono<Booking> cancel(Booking booking, CancellationCause cause, String reason, long refundFen, Instant now) {
        return database.sql("""
            UPDATE booking SET state = 'CANCELLED', ended_at = :now, version = version + 1,
                   end_cause = :cause, end_reason = :reason, refunded_fen = :refund
            WHERE community_id = :community AND id = :id AND state IN ('HELD', 'CONFIRMED')
            RETURNING *
            """)
                .bind("now", now)
                .bind("cause", cause.name())
                .bind("reason", reason)
                .bind("refund", refundFen)
                .bind("community", booking.community().value())
                .bind("id", booking.id().value())
                .map(BookingRows::bookingOf)
                .one();
    }

    /** What came too late for the booking goes back as well. */
    Mono<Void> refundedLate(Booking booking, long fen) {
        return database.sql("""
            UPDATE booking SET refunded_fen = least(due_fen, refunded_fen + :fen), version = version + 1
            WHERE community_id = :community AND id = :id
            """)
                .bind("fen", fen)
                .bind("community", booking.community().value())
                .bind("id", booking.id().value())
                .then();
    }

    /** By staff, of a locked booking. */
    Mono<Void> givenBack(Booking booking, long fen) {
        return database.sql("""
            UPDATE booking SET refunded_fen = refunded_fen + :fen, favour_fen = favour_fen + :fen, version = version + 1
            WHERE community_id = :community AND id = :id
            """)
                .bind("fen", fen)
                .bind("community", booking.community().value())
                .bind("id", booking.id().value())
                .then();
    }

    /** Cancels active bookings of slots that do not take place, at most so many; whom another has in hand is left. */
    Mono<List<Booking>> close(List<SlotCancelled> slots, int most, Instant now) {
        return slots("""
            WITH closed AS (
                SELECT * FROM unnest(:communities, :slots, :reasons)
                    AS closed (community_id, slot_id, reason)
            ), chosen AS (
                SELECT community_id, booking.id, reason FROM closed JOIN booking USING (community_id, slot_id)
                WHERE booking.state IN ('HELD', 'CONFIRMED')
                LIMIT :most FOR UPDATE OF booking SKIP LOCKED
            )
            UPDATE booking SET state = 'CANCELLED', ended_at = :now, version = booking.version + 1,
                   end_cause = 'CLOSURE', end_reason = chosen.reason,
                   refunded_fen = CASE WHEN paid_at IS NULL THEN 0 ELSE due_fen END
            FROM chosen
            WHERE booking.community_id = chosen.community_id AND booking.id = chosen.id
            RETURNING booking.*
            """, slots)
                .bind("reasons", slots.stream().map(SlotCancelled::reason).toArray(String[]::new))
                .bind("most", most)
                .bind("now", now)
                .map(BookingRows::bookingOf)
                .all()
                .collectList();
    }

    /** Those of the slots that have active bookings. */
    Mono<Set<SlotId>> stillBooked(List<SlotCancelled> slots) {
        return slots("""
            SELECT slot_id FROM unnest(:communities, :slots) AS closed (community_id, slot_id)
            WHERE EXISTS (
                SELECT 1 FROM booking
                WHERE booking.community_id = closed.community_id AND booking.slot_id = closed.slot_id
                  AND booking.state IN ('HELD', 'CONFIRMED'))
            """, slots)
                .map(row -> new SlotId(Rows.uuid(row, "slot_id")))
                .all()
                .collect(Collectors.toSet());
    }

    private DatabaseClient.GenericExecuteSpec slots(String sql, List<SlotCancelled> slots) {
        return database.sql(sql)
                .bind("communities", Ids.array(slots, event -> event.community().value()))
                .bind("slots", Ids.array(slots, SlotCancelled::aggregate));
    }

    /** A booking at its new time. */
    record Moved(Booking booking, Instant from) {
        BookingMoved event() {
            return booking.moved(from);
        }
    }

    /** Gives the slot's active bookings its times; another room or teacher alone moves no booking. */
    Mono<List<Moved>> move(Slot slot, Instant now) {
        return database.sql("""
            WITH locked AS (
                SELECT community_id, id FROM booking
                WHERE community_id = :community AND slot_id = :slot AND state IN ('HELD', 'CONFIRMED')
                  AND (starts_at <> :starts OR ends_at <> :ends)
                ORDER BY id FOR UPDATE)
            UPDATE booking SET starts_at = :starts, ends_at = :ends, moved_at = :now, version = version + 1
            FROM locked
            WHERE booking.community_id = locked.community_id AND booking.id = locked.id
            RETURNING booking.*, old.starts_at AS moved_from
            """)
                .bind("starts", slot.startsAt())
                .bind("ends", slot.endsAt())
                .bind("now", now)
                .bind("community", slot.communityId().value())
                .bind("slot", slot.id().value())
                .map(row -> new Moved(BookingRows.bookingOf(row), Rows.instant(row, "moved_from")))
                .all()
                .collectList();
    }
}
