package community.doorstep.booking;

import community.doorstep.shared.Caller;
import community.doorstep.shared.Refusal;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The bookings of the caller and their family, and those that the caller made; for the modules that follow booking. */
@Component
public class OwnBookings {

    private final Bookings bookings;
    private final BookingRows rows;

    OwnBookings(Bookings bookings, BookingRows rows) {
        this.bookings = bookings;
        this.rows = rows;
    }

    /** Refuses {@code booking-unknown} (404), also for another's. */
    public Mono<OwnBooking> of(Caller caller, UUID id) {
        return bookings.rights(caller)
                .flatMap(rights ->
                        rows.visible(new BookingId(id), new Rights(rights.caller(), rights.people(), new UUID[0])))
                .map(OwnBooking::of)
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("booking-unknown")));
    }
}
