package community.doorstep.booking;

import community.doorstep.payment.Favour;
import community.doorstep.payment.GivenBack;
import community.doorstep.payment.Givers;
import community.doorstep.payment.Payments;
import community.doorstep.shared.Refusal;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives back what was paid for a booking and stays, given, missed or cancelled late; what is ahead is cancelled. */
@Component
class BookingGiver implements Givers {

    private final BookingRows rows;
    private final AftermathRows aftermath;
    private final Payments payments;

    BookingGiver(BookingRows rows, AftermathRows aftermath, Payments payments) {
        this.rows = rows;
        this.aftermath = aftermath;
        this.payments = payments;
    }

    @Override
    public Mono<GivenBack> giveBack(Favour favour) {
        return rows.visible(
                        new BookingId(favour.reference()),
                        Rights.staff(favour.reach().communities()))
                .filter(booking -> favour.reach().covers(booking.community(), booking.station()))
                .flatMap(aftermath::locked)
                .flatMap(booking -> giveBack(booking, favour));
    }

    private Mono<GivenBack> giveBack(Booking booking, Favour favour) {
        if (booking.state().isActive() || booking.state() == BookingState.EXPIRED) {
            throw Refusal.conflict("service-not-given");
        }
        favour.mustBeForOthers(List.of(booking.beneficiary(), booking.bookedBy()));
        long left = booking.paidFen() - booking.aftermath().refundedFen();
        long fen = favour.of(left);
        return aftermath
                .givenBack(booking, fen)
                .then(payments.favour(booking.community(), favour.reference(), fen, favour.words()))
                .thenReturn(new GivenBack(booking.community(), favour.reference(), fen, left - fen));
    }
}
