package community.doorstep.feedback;

import community.doorstep.booking.OwnBooking;
import community.doorstep.booking.OwnBookings;
import community.doorstep.identity.Family;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Page;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One to five stars for a service that was given, once for each booking, by those whose booking it is. */
@Component
class Ratings {

    record RatingView(UUID bookingId, int stars, String words, Instant at) {

        @Override
        public String toString() {
            return "RatingView[" + bookingId + "]";
        }
    }

    private final DatabaseClient database;
    private final OwnBookings bookings;
    private final Family family;
    private final SealedWords seal;
    private final Clock clock;

    Ratings(DatabaseClient database, OwnBookings bookings, Family family, SealedWords seal, Clock clock) {
        this.database = database;
        this.bookings = bookings;
        this.family = family;
        this.seal = seal;
        this.clock = clock;
    }

    /** In the caller's transaction. Refuses {@code booking-unknown} (404), {@code not-fulfilled}, {@code already-rated} (409). */
    Mono<RatingView> rate(Caller caller, UUID booking, int stars, @Nullable String words) {
        return own(caller, booking)
                .filter(OwnBooking::fulfilled)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("not-fulfilled")))
                .flatMap(rated -> insert(caller, rated, stars, words))
                .filter(added -> added == 1)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("already-rated")))
                .map(added -> new RatingView(booking, stars, words == null ? "" : words.strip(), clock.instant()));
    }

    /** Of the caller's own people: whoever only took the call says nothing of it. Refuses {@code booking-unknown} (404). */
    Mono<OwnBooking> own(Caller caller, UUID booking) {
        return bookings.of(caller, booking)
                .delayUntil(found -> family.mustActFor(caller, found.beneficiary())
                        .onErrorMap(Refusal.class, another -> Refusal.notFound("booking-unknown")));
    }

    private Mono<Long> insert(Caller caller, OwnBooking booking, int stars, @Nullable String words) {
        byte[] sealed = seal.sealed(words, "rating", booking.id());
        var insert = database.sql("""
            INSERT INTO rating (community_id, booking_id, service_id, station_id, stars, words, rated_by, at)
            VALUES (:community, :booking, :service, :station, :stars, :words, :by, :now)
            ON CONFLICT DO NOTHING
            """)
                .bind("community", booking.community().value())
                .bind("booking", booking.id())
                .bind("service", booking.service().value())
                .bind("station", booking.station().value())
                .bind("stars", stars)
                .bind("by", caller.person().value())
                .bind("now", clock.instant());
        return (sealed == null ? insert.bindNull("words", byte[].class) : insert.bind("words", sealed))
                .fetch()
                .rowsUpdated();
    }

    /** Refuses {@code rating-unknown} (404) when there is none. */
    Mono<RatingView> of(Caller caller, UUID booking) {
        return own(caller, booking)
                .flatMap(found -> database.sql(
                                "SELECT * FROM rating WHERE booking_id = :booking AND community_id = :community")
                        .bind("booking", booking)
                        .bind("community", found.community().value())
                        .map(this::view)
                        .one())
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("rating-unknown")));
    }

    /** Newest bookings first; never who said it. */
    Mono<Page<RatingView>> in(Caller admin, CommunityId community, UUID before, int size) {
        admin.mustBe(community, Role.COMMUNITY_ADMIN, Role.STATION_LEAD);
        return database.sql("""
            SELECT * FROM rating WHERE community_id = :community AND booking_id < :before
            ORDER BY booking_id DESC LIMIT :most
            """)
                .bind("community", community.value())
                .bind("before", before)
                .bind("most", size + 1)
                .map(this::view)
                .all()
                .collectList()
                .map(found -> Page.of(found, size, RatingView::bookingId));
    }

    private RatingView view(io.r2dbc.spi.Readable row) {
        UUID booking = Rows.uuid(row, "booking_id");
        return new RatingView(
                booking,
                Rows.get(row, "stars", Integer.class),
                seal.opened(row.get("words", byte[].class), "rating", booking),
                Rows.instant(row, "at"));
    }
}
