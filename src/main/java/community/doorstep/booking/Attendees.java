package community.doorstep.booking;

import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who comes, for those who serve them: the day's list, and noting that they came. Rights are the caller's to check. */
@Component
public class Attendees {

    private static final String SELECT = """
        SELECT booking.community_id, booking.id, booking.beneficiary_id, booking.slot_id, booking.service_id,
               booking.station_id, booking.state, seats.day, booking.starts_at, booking.ends_at, seats.activity,
               booking.due_fen, booking.paid_at IS NOT NULL AS paid, booking.refunded_fen, booking.favour_fen
        FROM booking
        JOIN seats ON seats.community_id = booking.community_id AND seats.slot_id = booking.slot_id
        """;

    private final DatabaseClient database;
    private final BookingRows rows;
    private final Attendance attendance;

    Attendees(DatabaseClient database, BookingRows rows, Attendance attendance) {
        this.database = database;
        this.rows = rows;
        this.attendance = attendance;
    }

    /** Refuses {@code booking-unknown} (404). */
    public Mono<Attendee> one(BookingId id) {
        return database.sql(SELECT + "WHERE booking.id = :id")
                .bind("id", id.value())
                .map(Attendees::attendeeOf)
                .one()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("booking-unknown")));
    }

    /** All who are to come to a station on a day, in the order of the slots. */
    public Flux<Attendee> at(StationId station, LocalDate day, ServiceKind kind) {
        return database.sql(SELECT + """
            WHERE booking.slot_id IN (
                SELECT seats.slot_id FROM seats JOIN service ON service.id = seats.service_id
                WHERE seats.station_id = :station AND seats.day = :day AND service.kind = :kind)
              AND booking.state IN ('CONFIRMED', 'FULFILLED', 'NO_SHOW')
            ORDER BY booking.starts_at, booking.id
            """)
                .bind("station", station.value())
                .bind("day", day)
                .bind("kind", kind.name())
                .map(Attendees::attendeeOf)
                .all();
    }

    /** A person's bookings of a kind between two days, both included, whatever became of them. */
    public Flux<Attendee> of(PersonId person, ServiceKind kind, LocalDate from, LocalDate to) {
        return database.sql(SELECT + """
            WHERE booking.beneficiary_id = :person AND booking.kind = :kind
              AND seats.day BETWEEN :from AND :to
            ORDER BY booking.starts_at, booking.id
            """)
                .bind("person", person.value())
                .bind("kind", kind.name())
                .bind("from", from)
                .bind("to", to)
                .map(Attendees::attendeeOf)
                .all();
    }

    /** Those whom nobody has seen yet, of slots that began between two moments and are not over. */
    public Flux<Attendee> unseen(ServiceKind kind, Instant from, Instant to, int most) {
        return database.sql(SELECT + """
            WHERE booking.slot_id IN (
                SELECT slot_id FROM seats WHERE starts_at > :from AND starts_at <= :to AND ends_at > :to)
              AND booking.kind = :kind AND booking.state = 'CONFIRMED'
            ORDER BY booking.starts_at, booking.id LIMIT :most
            """)
                .bind("from", from)
                .bind("to", to)
                .bind("kind", kind.name())
                .bind("most", most)
                .map(Attendees::attendeeOf)
                .all();
    }

    /** Whether the person has ever booked in one of the communities. */
    public Mono<Boolean> known(PersonId person, UUID[] communities) {
        return database.sql("""
            SELECT EXISTS (SELECT 1 FROM booking
                           WHERE beneficiary_id = :person AND community_id = ANY(:communities)) AS known
            """)
                .bind("person", person.value())
                .bind("communities", communities)
                .map(row -> Rows.get(row, "known", Boolean.class))
                .one();
    }

    /**
     * They came: in the caller's transaction; a repeat changes nothing. For a week it also puts right who was marked as
     * absent. Refuses {@code booking-over} (409).
     */
    public Mono<Void> came(BookingId id, PersonId notedBy) {
        return rows.byIds(List.of(id.value()))
                .singleOrEmpty()
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("booking-unknown")))
                .flatMap(booking -> attendance.came(notedBy, booking))
                .filter(Attendance.Came::counts)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("booking-over")))
                .then();
    }

    private static Attendee attendeeOf(Readable row) {
        return new Attendee(
                new CommunityId(Rows.uuid(row, "community_id")),
                new BookingId(Rows.uuid(row, "id")),
                new PersonId(Rows.uuid(row, "beneficiary_id")),
                new SlotId(Rows.uuid(row, "slot_id")),
                new ServiceId(Rows.uuid(row, "service_id")),
                new StationId(Rows.uuid(row, "station_id")),
                BookingState.valueOf(Rows.text(row, "state")),
                Rows.get(row, "day", LocalDate.class),
                Rows.instant(row, "starts_at"),
                Rows.instant(row, "ends_at"),
                Rows.text(row, "activity"),
                Rows.number(row, "due_fen"),
                Rows.get(row, "paid", Boolean.class),
                Rows.number(row, "refunded_fen"),
                Rows.number(row, "favour_fen"));
    }
}
