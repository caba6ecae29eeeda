package community.doorstep.booking;

import community.doorstep.admission.Engagement;
import community.doorstep.catalog.PaymentTerms;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The booking table: one statement for many rows, each change conditional on the state before it. */
@Component
class BookingRows {

    private final DatabaseClient database;

    BookingRows(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> insert(List<Booking> bookings) {
        if (bookings.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
            INSERT INTO booking (community_id, id, slot_id, service_id, station_id, kind, beneficiary_id,
                                 booked_by, state, sole, due_fen, payment_terms, starts_at, ends_at,
                                 booked_at, hold_until, details)
            SELECT made.community_id, made.id, made.slot_id, made.service_id, made.station_id, made.kind,
                   made.beneficiary_id, made.booked_by, made.state, made.sole, made.due_fen, made.terms,
                   made.starts_at, made.ends_at, made.booked_at, nullif(made.hold_until, made.booked_at),
                   decode(nullif(made.details, ''), 'base64')
            FROM unnest(:communities, :ids, :slots, :services, :stations, :kinds, :beneficiaries,
                        :bookers, :states, :soles, :dues, :terms, :starts, :ends, :booked, :holds, :details)
                AS made (community_id, id, slot_id, service_id, station_id, kind, beneficiary_id,
                         booked_by, state, sole, due_fen, terms, starts_at, ends_at,
                         booked_at, hold_until, details)
            """)
                .bind(
                        "communities",
                        Ids.array(bookings, booking -> booking.community().value()))
                .bind("ids", Ids.array(bookings, booking -> booking.id().value()))
                .bind("slots", Ids.array(bookings, booking -> booking.slot().value()))
                .bind(
                        "services",
                        Ids.array(bookings, booking -> booking.service().value()))
                .bind(
                        "stations",
                        Ids.array(bookings, booking -> booking.station().value()))
                .bind("kinds", texts(bookings, booking -> booking.kind().name()))
                .bind(
                        "beneficiaries",
                        Ids.array(bookings, booking -> booking.beneficiary().value()))
                .bind(
                        "bookers",
                        Ids.array(bookings, booking -> booking.bookedBy().value()))
                .bind("states", texts(bookings, booking -> booking.state().name()))
                .bind("soles", bookings.stream().map(Booking::sole).toArray(Boolean[]::new))
                .bind("dues", bookings.stream().map(Booking::dueFen).toArray(Long[]::new))
                .bind("terms", texts(bookings, booking -> booking.terms().name()))
                .bind("starts", instants(bookings, Booking::startsAt))
                .bind("ends", instants(bookings, Booking::endsAt))
                .bind("booked", instants(bookings, Booking::bookedAt))
                .bind("holds", instants(bookings, BookingRows::holdOrBooked))
                .bind("details", texts(bookings, BookingRows::base64))
                .then();
    }

    /** A hold that ends when it begins stands for none. */
    private static Instant holdOrBooked(Booking booking) {
        Instant hold = booking.holdUntil();
        return hold == null ? booking.bookedAt() : hold;
    }

    private static String base64(Booking booking) {
        byte[] details = booking.details();
        return details == null ? "" : Base64.getEncoder().encodeToString(details);
    }

    private static String[] texts(List<Booking> bookings, Function<Booking, String> text) {
        return bookings.stream().map(text).toArray(String[]::new);
    }

    private static Instant[] instants(List<Booking> bookings, Function<Booking, Instant> instant) {
        return bookings.stream().map(instant).toArray(Instant[]::new);
    }

    /** The active bookings of these people that end after that moment. */
    Mono<List<Engagement>> active(Collection<PersonId> people, Instant since) {
        return database.sql("""
            SELECT booking.beneficiary_id, booking.slot_id, booking.service_id, seats.day,
                   booking.starts_at, booking.ends_at, booking.sole
            FROM booking
            JOIN seats ON seats.community_id = booking.community_id AND seats.slot_id = booking.slot_id
            WHERE beneficiary_id = ANY(:people) AND booking.ends_at > :since
              AND state IN ('HELD', 'CONFIRMED')
            """)
                .bind("people", Ids.array(people, PersonId::value))
                .bind("since", since)
                .map(row -> new Engagement(
                        new PersonId(Rows.uuid(row, "beneficiary_id")),
                        new SlotId(Rows.uuid(row, "slot_id")),
                        new ServiceId(Rows.uuid(row, "service_id")),
                        Rows.get(row, "day", LocalDate.class),
                        Rows.instant(row, "starts_at"),
                        Rows.instant(row, "ends_at"),
                        Rows.get(row, "sole", Boolean.class)))
                .all()
                .collectList();
    }

    /** Whoever comes with one of these at the same time waits until the caller's transaction ends. */
    Mono<Void> inTurn(Collection<UUID> ids) {
        return database.sql("""
            SELECT count(pg_advisory_xact_lock(hashtextextended(booking::text, 62)))
            FROM (SELECT DISTINCT unnest(:ids) AS booking ORDER BY 1) AS sorted
            """).bind("ids", ids.toArray(UUID[]::new)).then();
    }

    Flux<Booking> byIds(Collection<UUID> ids) {
        return database.sql("SELECT * FROM booking WHERE id = ANY(:ids)")
                .bind("ids", ids.toArray(UUID[]::new))
                .map(BookingRows::bookingOf)
                .all();
    }

    /** Who has a seat of the slot, or had it. */
    Mono<Set<PersonId>> seated(SlotId slot) {
        return database.sql("""
            SELECT beneficiary_id FROM booking
            WHERE slot_id = :slot AND state IN ('HELD', 'CONFIRMED', 'FULFILLED')
            """)
                .bind("slot", slot.value())
                .map(row -> new PersonId(Rows.uuid(row, "beneficiary_id")))
                .all()
                .collect(Collectors.toSet());
    }

    /** A booking that the caller may see: for one of theirs, made by them, or of a community where they serve. */
    Mono<Booking> visible(BookingId id, Rights rights) {
        return visible(List.of(id.value()), rights).singleOrEmpty();
    }

    Flux<Booking> visible(Collection<UUID> ids, Rights rights) {
        return database.sql("""
            SELECT * FROM booking
            WHERE id = ANY(:ids) AND (beneficiary_id = ANY(:people) OR booked_by = :caller
                                OR community_id = ANY(:communities))
            """)
                .bind("ids", ids.toArray(UUID[]::new))
                .bind("people", rights.people())
                .bind("caller", rights.caller())
                .bind("communities", rights.communities())
                .map(BookingRows::bookingOf)
                .all();
    }

    Flux<Booking> ofPeople(Rights rights, UUID before, int most) {
        return database.sql("""
            SELECT * FROM booking
            WHERE (beneficiary_id = ANY(:people) OR booked_by = :caller) AND id < :before
            ORDER BY id DESC LIMIT :most
            """)
                .bind("people", rights.people())
                .bind("caller", rights.caller())
                .bind("before", before)
                .bind("most", most)
                .map(BookingRows::bookingOf)
                .all();
    }

    /** Slots with holds that ran out. */
    Mono<List<SlotId>> withExpired(Instant now, int most) {
        return database.sql("""
            SELECT DISTINCT slot_id FROM (
                SELECT slot_id FROM booking WHERE state = 'HELD' AND hold_until <= :now
                ORDER BY hold_until LIMIT :most) AS expired
            """)
                .bind("now", now)
                .bind("most", most)
                .map(row -> new SlotId(Rows.uuid(row, "slot_id")))
                .all()
                .collectList();
    }

    /** Ends the holds of these slots that ran out. */
    Mono<List<Booking>> expire(Collection<SlotId> slots, Instant now) {
        return database.sql("""
            UPDATE booking SET state = 'EXPIRED', ended_at = :now, version = version + 1
            WHERE slot_id = ANY(:slots) AND state = 'HELD' AND hold_until <= :now
            RETURNING *
            """)
                .bind("now", now)
                .bind("slots", Ids.array(slots, SlotId::value))
                .map(BookingRows::bookingOf)
                .all()
                .collectList();
    }

    /** Notes the payment of an active or used booking, or of one that was missed, once; a held one is confirmed by it. Empty otherwise. */
    Mono<Booking> paid(UUID id, Instant now) {
        return database.sql("""
            UPDATE booking SET paid_at = :now, version = version + 1,
                   state = CASE state WHEN 'HELD' THEN 'CONFIRMED' ELSE state END
            WHERE id = :id AND paid_at IS NULL AND state IN ('HELD', 'CONFIRMED', 'FULFILLED', 'NO_SHOW')
            RETURNING *
            """)
                .bind("now", now)
                .bind("id", id)
                .map(BookingRows::bookingOf)
                .one();
    }

    Mono<Booking> fulfil(UUID id, Instant now) {
        return database.sql("""
            UPDATE booking SET state = 'FULFILLED', ended_at = :now, version = version + 1
            WHERE id = :id AND state = 'CONFIRMED'
            RETURNING *
            """)
                .bind("now", now)
                .bind("id", id)
                .map(BookingRows::bookingOf)
                .one();
    }

    static Booking bookingOf(Readable row) {
        return new Booking(
                new BookingId(Rows.uuid(row, "id")),
                new CommunityId(Rows.uuid(row, "community_id")),
                new SlotId(Rows.uuid(row, "slot_id")),
                new ServiceId(Rows.uuid(row, "service_id")),
                new StationId(Rows.uuid(row, "station_id")),
                ServiceKind.valueOf(Rows.text(row, "kind")),
                new PersonId(Rows.uuid(row, "beneficiary_id")),
                new PersonId(Rows.uuid(row, "booked_by")),
                BookingState.valueOf(Rows.text(row, "state")),
                Rows.get(row, "sole", Boolean.class),
                Rows.number(row, "due_fen"),
                PaymentTerms.valueOf(Rows.text(row, "payment_terms")),
                Rows.instant(row, "starts_at"),
                Rows.instant(row, "ends_at"),
                Rows.instant(row, "booked_at"),
                Rows.instantOrNull(row, "hold_until"),
                Rows.instantOrNull(row, "paid_at"),
                details(row),
                Rows.number(row, "version"),
                Aftermath.of(row));
    }

    private static byte @Nullable [] details(Readable row) {
        return row.get("details", byte[].class);
    }
}
