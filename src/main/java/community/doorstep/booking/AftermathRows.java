package community.doorstep.booking;

import java.time.Instant;
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
}
