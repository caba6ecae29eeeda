package community.doorstep.booking;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Rows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who did not come. Looked for slot by slot: a slot that is over is noted once, and its bookings are found by the index
 * that keeps a person to one seat.
 */
@Component
class AbsenceRows {

    /** A slot that is over and was not looked at. */
    record Over(CommunityId community, SlotId slot, ServiceId service) {}

    private final DatabaseClient database;

    AbsenceRows(DatabaseClient database) {
        this.database = database;
    }

    /** Slots that ended before then, locked; those that another instance has in hand are left to it. */
    Mono<List<Over>> over(Instant before, int most) {
        return database.sql("""
                        SELECT community_id, slot_id, service_id FROM seats
                        WHERE ends_at <= :before AND absences_noted_at IS NULL
                        ORDER BY ends_at LIMIT :most FOR UPDATE SKIP LOCKED
                        """)
                .bind("before", before)
                .bind("most", most)
                .map(row -> new Over(
                        new CommunityId(Rows.uuid(row, "community_id")),
                        new SlotId(Rows.uuid(row, "slot_id")),
                        new ServiceId(Rows.uuid(row, "service_id"))))
                .all()
                .collectList();
    }

    /** Marks confirmed bookings of the slots as missed, at most so many. */
    Mono<List<Booking>> missed(List<Over> slots, Instant now, int most) {
        return database.sql("""
                        UPDATE booking SET state = 'NO_SHOW', ended_at = :now, version = version + 1
                        WHERE state = 'CONFIRMED' AND (community_id, id) IN (
                            SELECT booking.community_id, booking.id
                            FROM unnest(:communities, :slots) AS over (community_id, slot_id)
                            JOIN booking ON booking.community_id = over.community_id
                                AND booking.slot_id = over.slot_id
                            WHERE booking.sole AND booking.state = 'CONFIRMED'
                            LIMIT :most FOR UPDATE OF booking SKIP LOCKED)
                        RETURNING *
                        """)
                .bind("now", now)
                .bind("communities", communities(slots))
                .bind("slots", Ids.array(slots, over -> over.slot().value()))
                .bind("most", most)
                .map(BookingRows::bookingOf)
                .all()
                .collectList();
    }

    /** Notes the slots as done, but of the watched ones only those where nobody is left to be marked or paid for. */
    Mono<Long> noted(List<Over> slots, List<Over> watched, Instant now) {
        return database.sql("""
                        UPDATE seats SET absences_noted_at = :now
                        FROM unnest(:communities, :slots) AS over (community_id, slot_id)
                        WHERE seats.community_id = over.community_id AND seats.slot_id = over.slot_id
                          AND NOT (seats.slot_id = ANY(:watched) AND EXISTS (
                              SELECT 1 FROM booking
                              WHERE booking.community_id = over.community_id AND booking.slot_id = over.slot_id
                                AND booking.sole AND booking.state IN ('HELD', 'CONFIRMED')))
                        """)
                .bind("now", now)
                .bind("communities", communities(slots))
                .bind("slots", Ids.array(slots, over -> over.slot().value()))
                .bind("watched", Ids.array(watched, over -> over.slot().value()))
                .fetch()
                .rowsUpdated();
    }

    /** Somebody did come: what was marked since then is put right. Empty when it is older, or was not missed. */
    Mono<Booking> cameAfterAll(Booking booking, Instant since) {
        return database.sql("""
                        UPDATE booking SET state = 'FULFILLED', version = version + 1
                        WHERE community_id = :community AND id = :id AND state = 'NO_SHOW' AND ends_at > :since
                        RETURNING *
                        """)
                .bind("community", booking.community().value())
                .bind("id", booking.id().value())
                .bind("since", since)
                .map(BookingRows::bookingOf)
                .one();
    }

    private static UUID[] communities(List<Over> slots) {
        return Ids.array(slots, over -> over.community().value());
    }
}
