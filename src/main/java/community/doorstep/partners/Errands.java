package community.doorstep.partners;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.BookingMoved;
import community.doorstep.booking.Bookings;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.ErrandTerms;
import community.doorstep.dispatch.JobDone;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.JobUnmet;
import community.doorstep.dispatch.Jobs;
import community.doorstep.identity.Family;
import community.doorstep.screening.Screenings;
import community.doorstep.screening.Submission;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes jobs of confirmed bookings, follows them, and tells booking when one is done. Each in the caller's transaction.
 * Jobs that others posted are no errands and change nothing here.
 */
@Component
class Errands {

    static final String SOURCE = "errand";

    private record Asked(Errand errand, Instant startsAt) {}

    private final ErrandRows rows;
    private final ErrandJobs posting;
    private final ErrandBookingDetails details;
    private final Bookings bookings;
    private final Catalog catalog;
    private final Jobs jobs;
    private final Family family;
    private final Screenings screenings;
    private final Outbox outbox;
    private final Clock clock;

    Errands(
            ErrandRows rows,
            ErrandJobs posting,
            ErrandBookingDetails details,
            Bookings bookings,
            Catalog catalog,
            Jobs jobs,
            Family family,
            Screenings screenings,
            Outbox outbox,
            Clock clock) {
        this.rows = rows;
        this.posting = posting;
        this.details = details;
        this.bookings = bookings;
        this.catalog = catalog;
        this.jobs = jobs;
        this.family = family;
        this.screenings = screenings;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Posts the merchants' jobs, but for bookings that were heard of before, be it that they are off. */
    Mono<Void> confirmed(List<BookingConfirmed> booked) {
        return bookings.eachStanding(booked, this::confirmed);
    }

    private Mono<Void> confirmed(BookingConfirmed booking, Bookings.Standing now) {
        return catalog.service(booking.service())
                .map(known -> asked(booking, now, known.errand()))
                .filterWhen(asked -> rows.add(asked.errand()))
                .delayUntil(asked -> looked(asked.errand()))
                .flatMap(asked -> posting.toTheMerchant(asked.errand(), asked.startsAt()));
    }

    /** Their first jobs go along, and what was promised. */
    Mono<Void> moved(List<BookingMoved> moved) {
        return bookings.eachStanding(
                moved,
                (booking, now) -> catalog.service(booking.service())
                        .flatMap(known -> moved(booking, now.startsAt(), known.errand())));
    }

    private Mono<Void> moved(BookingMoved booking, Instant startsAt, ErrandTerms terms) {
        return rows.moved(booking.community(), booking.aggregate(), startsAt.plus(terms.within()))
                .flatMap(errand -> posting.move(errand, startsAt, terms));
    }

    private Asked asked(BookingConfirmed booking, Bookings.Standing booked, ErrandTerms terms) {
        ErrandDetails said = details.read(booked.details());
        Instant now = clock.instant();
        Instant startsAt = booked.startsAt().isAfter(now) ? booked.startsAt() : now;
        boolean carried = said.address() != null && terms.carriedBy() != null;
        Errand errand = new Errand(
                booking.aggregate(),
                booking.community(),
                booking.station(),
                booking.service(),
                booking.beneficiary(),
                booking.bookedBy(),
                ErrandState.ASKED,
                said.address() == null ? ErrandTerms.HandedOver.COUNTER : ErrandTerms.HandedOver.DOOR,
                carried ? terms.carriedBy() : null,
                carried ? Ids.next() : null,
                startsAt.plus(terms.within()),
                said,
                now,
                null,
                null);
        return new Asked(errand, startsAt);
    }

    /** WeChat looks at what people say themselves; what staff wrote down for who telephoned needs no look. */
    private Mono<Void> looked(Errand errand) {
        return family.actsFor(errand.bookedBy())
                .filter(people -> people.contains(errand.beneficiary()))
                .flatMap(own -> screenings.words(
                        new Submission(errand.community(), errand.bookedBy(), SOURCE, errand.id()),
                        errand.details().said()));
    }

    /** Staff have refused the words: whoever has a job of it does not read them any more. */
    Mono<Void> silence(CommunityId community, UUID id) {
        return rows.in(community, id).map(Errand::silenced).flatMap(posting::reword);
    }

    Mono<Void> cancelled(BookingCancelled booking) {
        return rows.cancelled(booking.community(), booking.aggregate(), clock.instant())
                .thenMany(Flux.defer(() -> jobsOf(booking.community(), booking.aggregate())))
                .concatMap(job -> jobs.cancel(booking.community(), job, null, "booking-cancelled"))
                .then();
    }

    private Flux<JobId> jobsOf(CommunityId community, UUID id) {
        return rows.making(community, id).flux().concatWithValues(id).map(JobId::new);
    }

    /** The merchant says so by arriving at the counter, or by being done: whichever is heard of first. */
    Mono<Void> ready(CommunityId community, UUID job, Instant at) {
        return rows.ready(community, job, at)
                .flatMap(errand -> errand.carrier() == null
                        ? outbox.add(ErrandReady.of(errand))
                        : worded(errand).flatMap(posting::toTheCarrier));
    }

    private Mono<Errand> worded(Errand errand) {
        return screenings
                .refused(SOURCE, List.of(errand.id()))
                .map(refused -> refused.isEmpty() ? errand : errand.silenced());
    }

    Mono<Void> done(JobDone job) {
        return rows.ended(job.community(), job.aggregate(), ErrandState.DONE, job.at())
                .flatMap(errand -> errand
                        ? bookings.fulfilled(job.aggregate(), job.worker())
                        : ready(job.community(), job.aggregate(), job.at()));
    }

    /** The booking is left to whoever looks after absences: nobody was given anything. */
    Mono<Void> unmet(JobUnmet job) {
        return rows.ended(job.community(), job.aggregate(), ErrandState.UNMET, job.at())
                .then();
    }
}
