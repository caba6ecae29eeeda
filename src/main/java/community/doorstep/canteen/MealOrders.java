package community.doorstep.canteen;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.BookingMoved;
import community.doorstep.booking.Bookings;
import community.doorstep.catalog.Catalog;
import community.doorstep.passes.PassId;
import community.doorstep.passes.Passes;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Outbox;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes meals of booking's news, each in the transaction that takes the event; in whatever order they come. */
@Component
class MealOrders {

    private final MealRows rows;
    private final MealDeliveries deliveries;
    private final Allergies allergies;
    private final Bookings bookings;
    private final MealBookingDetails details;
    private final Passes passes;
    private final Catalog catalog;
    private final Outbox outbox;

    MealOrders(
            MealRows rows,
            MealDeliveries deliveries,
            Allergies allergies,
            Bookings bookings,
            MealBookingDetails details,
            Passes passes,
            Catalog catalog,
            Outbox outbox) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.allergies = allergies;
        this.bookings = bookings;
        this.details = details;
        this.passes = passes;
        this.catalog = catalog;
        this.outbox = outbox;
    }

    /** The meal that was ordered, unless its booking was heard of before, be it that it is off. */
    Mono<Void> confirmed(BookingConfirmed booking) {
        return bookings.details(booking.aggregate())
                .map(details::read)
                .zipWith(day(booking.community(), booking.startsAt()))
                .flatMap(said -> add(booking, said.getT1(), said.getT2()));
    }

    private Mono<Void> add(BookingConfirmed booking, MealDetails said, LocalDate day) {
        Meal plain = meal(booking, said, day);
        return allergies
                .warning(plain)
                .map(warning -> plain.warned(!warning.isCoveredBy(said.confirmedAllergens())))
                .filterWhen(rows::add)
                .delayUntil(meal -> deliveries.wanted(meal, said))
                .filter(Meal::warned)
                .flatMap(meal -> outbox.add(MealAllergens.of(meal)));
    }

    private static Meal meal(BookingConfirmed booking, MealDetails said, LocalDate day) {
        return new Meal(
                booking.community(),
                booking.aggregate(),
                booking.slot(),
                booking.service(),
                booking.station(),
                day,
                booking.startsAt(),
                booking.endsAt(),
                booking.beneficiary(),
                booking.bookedBy(),
                said.serving(),
                new MealWish(said.needs(), said.confirmedAllergens()),
                MealState.ORDERED,
                false,
                null,
                1);
    }

    Mono<Void> cancelled(BookingCancelled booking) {
        return day(booking.community(), booking.startsAt())
                .map(day -> called(booking, day))
                .flatMap(rows::add)
                .filter(first -> !first)
                .flatMap(known -> rows.cancel(booking.aggregate())
                        .then(passes.withdraw(booking.community(), new PassId(booking.aggregate()))))
                .then();
    }

    /** Off before it was heard of. */
    private static Meal called(BookingCancelled booking, LocalDate day) {
        return new Meal(
                booking.community(),
                booking.aggregate(),
                booking.slot(),
                booking.service(),
                booking.station(),
                day,
                booking.startsAt(),
                booking.endsAt(),
                booking.beneficiary(),
                booking.bookedBy(),
                Serving.DINE_IN,
                MealWish.NONE,
                MealState.CANCELLED,
                false,
                null,
                1);
    }

    Mono<Void> moved(BookingMoved booking) {
        return day(booking.community(), booking.startsAt())
                .flatMap(day -> rows.move(booking.aggregate(), day, booking.startsAt(), booking.endsAt()));
    }

    private Mono<LocalDate> day(CommunityId community, Instant at) {
        return catalog.community(community).map(known -> LocalDate.ofInstant(at, known.zone()));
    }
}
