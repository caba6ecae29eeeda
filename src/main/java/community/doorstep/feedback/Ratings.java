package community.doorstep.feedback;

import community.doorstep.booking.OwnBooking;
import community.doorstep.booking.OwnBookings;
import community.doorstep.identity.Family;
import community.doorstep.screening.Screenings;
import community.doorstep.screening.Submission;
import community.doorstep.shared.Caller;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Page;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import community.doorstep.shared.Rows;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One to five stars for a service that was given, once for each booking, by those whose booking it is. */
@Component
class Ratings {

    /** @param wordsHidden what was said is not shown: it was not looked at yet, or staff refused it */
    record RatingView(UUID bookingId, int stars, String words, boolean wordsHidden, Instant at) {

        RatingView shown(Set<UUID> passed) {
            boolean hidden = !words.isEmpty() && !passed.contains(bookingId);
            return new RatingView(bookingId, stars, hidden ? "" : words, hidden, at);
        }

        @Override
        public String toString() {
            return "RatingView[" + bookingId + "]";
        }
    }

    private static final String SOURCE = "rating";

    private final DatabaseClient database;
    private final OwnBookings bookings;
    private final Family family;
    private final SealedWords seal;
    private final Screenings screenings;
    private final Clock clock;

    Ratings(
            DatabaseClient database,
            OwnBookings bookings,
            Family family,
            SealedWords seal,
            Screenings screenings,
            Clock clock) {
        this.database = database;
        this.bookings = bookings;
        this.family = family;
        this.seal = seal;
        this.screenings = screenings;
        this.clock = clock;
    }

    /** In the caller's transaction. Refuses {@code booking-unknown} (404), {@code not-fulfilled}, {@code already-rated} (409). */
    Mono<RatingView> rate(Caller caller, UUID booking, int stars, @Nullable String words) {
        return own(caller, booking)
                .filter(OwnBooking::fulfilled)
                .switchIfEmpty(Mono.error(() -> Refusal.conflict("not-fulfilled")))
                .delayUntil(rated -> insert(caller, rated, stars, words)
                        .filter(added -> added == 1)
                        .switchIfEmpty(Mono.error(() -> Refusal.conflict("already-rated"))))
                .delayUntil(rated -> screenings.words(
                        new Submission(rated.community(), caller.person(), SOURCE, booking), said(words)))
                .map(rated -> new RatingView(booking, stars, said(words), false, clock.instant()));
    }

    private static String said(@Nullable String words) {
        return words == null ? "" : words.strip();
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

    /** Newest bookings first; never who said it, and words only once they were looked at. */
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
                .zipWhen(found -> screenings.passed(
                        SOURCE, found.stream().map(RatingView::bookingId).toList()))
                .map(both -> both.getT1().stream()
                        .map(rating -> rating.shown(both.getT2()))
                        .toList())
                .map(found -> Page.of(found, size, RatingView::bookingId));
    }

    private RatingView view(io.r2dbc.spi.Readable row) {
        UUID booking = Rows.uuid(row, "booking_id");
        return new RatingView(
                booking,
                Rows.get(row, "stars", Integer.class),
                seal.opened(row.get("words", byte[].class), "rating", booking),
                false,
                Rows.instant(row, "at"));
    }
}
