package community.doorstep.booking;

import community.doorstep.catalog.Catalog;
import community.doorstep.identity.Family;
import community.doorstep.payment.Payable;
import community.doorstep.payment.Payables;
import community.doorstep.shared.Caller;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is due for bookings. */
@Component
class BookingPayables implements Payables {

    private static final Duration PAY_WITHIN = Duration.ofHours(2);

    private final BookingRows rows;
    private final Family family;
    private final Catalog catalog;
    private final Clock clock;

    BookingPayables(BookingRows rows, Family family, Catalog catalog, Clock clock) {
        this.rows = rows;
        this.family = family;
        this.catalog = catalog;
        this.clock = clock;
    }

    @Override
    public Flux<Payable> own(Caller caller, Collection<UUID> references) {
        return family.actsFor(caller.person())
                .map(people -> Rights.of(caller, people))
                .flatMapMany(
                        rights -> rows.visible(references, new Rights(rights.caller(), rights.people(), new UUID[0])))
                .concatMap(this::payable);
    }

    @Override
    public Flux<Payable> atDesk(UUID[] communities, Collection<UUID> references) {
        return rows.visible(references, Rights.staff(communities)).concatMap(this::payable);
    }

    @Override
    public Flux<Payable> any(Collection<UUID> references) {
        return rows.byIds(references).concatMap(this::payable);
    }

    Mono<Payable> payable(Booking booking) {
        return catalog.service(booking.service())
                .map(service -> new Payable(
                        booking.community(),
                        booking.id().value(),
                        booking.beneficiary(),
                        booking.dueFen(),
                        service.name(),
                        payBefore(booking),
                        booking.state() == BookingState.HELD,
                        service.givenAtTheDoor(),
                        obstacle(booking)));
    }

    private Instant payBefore(Booking booking) {
        Instant hold = booking.holdUntil();
        boolean held = booking.state() == BookingState.HELD && hold != null;
        return held ? java.util.Objects.requireNonNull(hold) : clock.instant().plus(PAY_WITHIN);
    }

    /** {@code nothing-to-pay}, {@code already-paid}, {@code booking-over}; null when it can be paid. */
    @Nullable
    String obstacle(Booking booking) {
        if (booking.dueFen() == 0) {
            return "nothing-to-pay";
        }
        if (booking.paidAt() != null) {
            return "already-paid";
        }
        Instant hold = booking.holdUntil();
        boolean holdOver = booking.state() == BookingState.HELD && hold != null && !hold.isAfter(clock.instant());
        boolean over = holdOver || !(booking.state().isActive() || booking.state() == BookingState.FULFILLED);
        return over ? "booking-over" : null;
    }
}
