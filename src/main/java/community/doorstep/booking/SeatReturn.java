package community.doorstep.booking;

import community.doorstep.catalog.SlotId;
import community.doorstep.payment.Payments;
import community.doorstep.pricing.ChargeKey;
import community.doorstep.pricing.Charges;
import community.doorstep.seats.SeatChange;
import community.doorstep.seats.Seats;
import community.doorstep.shared.Outbox;
import community.doorstep.waitlist.Line;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Gives seats back, or on to those in line, and subsidies back and says so, in the transaction that ended the bookings. */
@Component
class SeatReturn {

    private final Seats seats;
    private final Line line;
    private final Charges charges;
    private final Payments payments;
    private final Outbox outbox;

    SeatReturn(Seats seats, Line line, Charges charges, Payments payments, Outbox outbox) {
        this.seats = seats;
        this.line = line;
        this.charges = charges;
        this.payments = payments;
        this.outbox = outbox;
    }

    Mono<Void> of(List<Booking> ended) {
        if (ended.isEmpty()) {
            return Mono.empty();
        }
        Map<SlotId, SeatChange> back = new HashMap<>();
        ended.forEach(booking -> back.merge(booking.slot(), SeatChange.GIVEN_BACK, SeatChange::plus));
        List<ChargeKey> charged = ended.stream().map(Booking::chargeKey).toList();
        return seats.lock(back.keySet())
                .flatMap(locked -> line.handOn(locked.values(), back))
                .then(Mono.defer(() -> charges.release(charged)))
                .then(Mono.defer(() -> withdrawn(ended)))
                .then(Mono.defer(() ->
                        outbox.addAll(ended.stream().map(Booking::cancelled).toList())));
    }

    /** Nobody shall pay any more for what is off. */
    private Mono<Void> withdrawn(List<Booking> ended) {
        return Flux.fromIterable(ended)
                .filter(Booking::owes)
                .concatMap(booking ->
                        payments.withdraw(booking.community(), booking.id().value()))
                .then();
    }
}
