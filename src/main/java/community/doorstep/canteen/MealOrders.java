package community.doorstep.canteen;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.BookingMoved;
import community.doorstep.booking.Bookings;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Community;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.Jobs;
import community.doorstep.passes.PassId;
import community.doorstep.passes.Passes;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Outbox;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Makes meals of booking's news, each in the transaction that takes the event; in whatever order they come. */
@Component
class MealOrders {

    /** A meal, and what was said when it was booked. */
    private record Ordered(Meal meal, MealDetails said) {

        Ordered heldAgainst(@Nullable AllergyWarning warning) {
            boolean covered = warning == null || warning.isCoveredBy(said.confirmedAllergens());
            return new Ordered(meal.warned(!covered), said);
        }
    }

    private final MealRows rows;
    private final MealDeliveries deliveries;
    private final Allergies allergies;
    private final Bookings bookings;
    private final MealBookingDetails details;
    private final Passes passes;
    private final Jobs jobs;
    private final Catalog catalog;
    private final Outbox outbox;

    MealOrders(
            MealRows rows,
            MealDeliveries deliveries,
            Allergies allergies,
            Bookings bookings,
            MealBookingDetails details,
            Passes passes,
            Jobs jobs,
            Catalog catalog,
            Outbox outbox) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.allergies = allergies;
        this.bookings = bookings;
        this.details = details;
        this.passes = passes;
        this.jobs = jobs;
        this.catalog = catalog;
        this.outbox = outbox;
    }

    /** The meals that were ordered, but for bookings that were heard of before, be it that they are off. */
    Mono<Void> confirmed(List<BookingConfirmed> booked) {
        return zones(booked)
                .zipWith(bookings.standing(
                        booked.stream().map(BookingConfirmed::aggregate).toList()))
                .map(known -> ordered(booked, known.getT1(), known.getT2()))
                .flatMap(this::add);
    }

    /** The booking may have been moved since: its times are those that stand now. */
    private List<Ordered> ordered(
            List<BookingConfirmed> booked, Map<CommunityId, ZoneId> zones, Map<UUID, Bookings.Standing> standing) {
        return booked.stream()
                .filter(booking -> standing.containsKey(booking.aggregate()))
                .map(booking -> ordered(
                        booking,
                        Objects.requireNonNull(standing.get(booking.aggregate())),
                        Objects.requireNonNull(zones.get(booking.community()))))
                .toList();
    }

    private Ordered ordered(BookingConfirmed booking, Bookings.Standing now, ZoneId zone) {
        MealDetails wanted = details.read(now.details());
        return new Ordered(meal(booking, now, wanted, LocalDate.ofInstant(now.startsAt(), zone)), wanted);
    }

    private Mono<Map<CommunityId, ZoneId>> zones(List<BookingConfirmed> booked) {
        return Flux.fromStream(booked.stream().map(BookingConfirmed::community).distinct())
                .concatMap(catalog::community)
                .collectMap(Community::id, Community::zone);
    }

    private Mono<Void> add(List<Ordered> ordered) {
        return allergies
                .warnings(ordered.stream().map(Ordered::meal).toList())
                .map(warnings -> ordered.stream()
                        .map(one -> one.heldAgainst(warnings.get(one.meal())))
                        .toList())
                .flatMap(known -> rows.add(known.stream().map(Ordered::meal).toList())
                        .map(first -> known.stream()
                                .filter(one -> first.contains(one.meal().id()))
                                .toList()))
                .flatMap(this::follow);
    }

    private Mono<Void> follow(List<Ordered> first) {
        List<MealAllergens> warned = first.stream()
                .map(Ordered::meal)
                .filter(Meal::warned)
                .map(MealAllergens::of)
                .toList();
        return Flux.fromIterable(first)
                .concatMap(one -> deliveries.wanted(one.meal(), one.said()))
                .then(Mono.defer(() -> outbox.addAll(warned)));
    }

    private static Meal meal(BookingConfirmed booking, Bookings.Standing now, MealDetails said, LocalDate day) {
        return new Meal(
                booking.community(),
                booking.aggregate(),
                booking.slot(),
                booking.service(),
                booking.station(),
                day,
                now.startsAt(),
                now.endsAt(),
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
                .flatMap(off -> rows.add(List.of(off)))
                .filter(Set::isEmpty)
                .flatMap(known -> rows.cancel(booking.aggregate())
                        .then(passes.withdraw(booking.community(), new PassId(booking.aggregate())))
                        .then(Mono.defer(() -> outOfItsRun(booking))))
                .then();
    }

    /** Nobody carries it, also when it lies in a box already. */
    private Mono<Void> outOfItsRun(BookingCancelled booking) {
        return deliveries
                .run(booking.community(), booking.aggregate())
                .flatMap(run ->
                        jobs.leaveOut(booking.community(), new JobId(run), booking.aggregate(), "meal-cancelled"));
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

    /** To the times that stand now: the booking may have been moved again since. */
    Mono<Void> moved(List<BookingMoved> moved) {
        return bookings.eachStanding(moved, this::moved);
    }

    private Mono<Void> moved(BookingMoved booking, Bookings.Standing now) {
        return day(booking.community(), now.startsAt())
                .flatMap(day -> rows.move(booking.aggregate(), day, now.startsAt(), now.endsAt()));
    }

    private Mono<LocalDate> day(CommunityId community, Instant at) {
        return catalog.community(community).map(known -> LocalDate.ofInstant(at, known.zone()));
    }
}
