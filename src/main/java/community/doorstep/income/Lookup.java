package community.doorstep.income;

import community.doorstep.booking.Attendee;
import community.doorstep.booking.Attendees;
import community.doorstep.booking.BookingId;
import community.doorstep.shared.Refusal;
import community.doorstep.supplement.Supplement;
import community.doorstep.supplement.Supplements;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What a payment's reference is: a booking, or a supplement. */
@Component
class Lookup {

    private final Attendees bookings;
    private final Supplements supplements;

    Lookup(Attendees bookings, Supplements supplements) {
        this.bookings = bookings;
        this.supplements = supplements;
    }

    /** Empty when it is none. */
    Mono<Attendee> booking(UUID reference) {
        return bookings.one(new BookingId(reference)).onErrorResume(Refusal.class, none -> Mono.empty());
    }

    /** Empty when it is none. */
    Mono<Supplement> supplement(UUID reference) {
        return supplements.one(reference);
    }

    /** Whose shares count for it: the booking's that it belongs to, if it belongs to one. */
    Mono<UUID> service(Supplement supplement) {
        return booking(supplement.concerns())
                .map(booking -> booking.service().value())
                .defaultIfEmpty(Sharing.NO_SERVICE);
    }
}
