package community.doorstep.repair;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.Bookings;
import community.doorstep.dispatch.Door;
import community.doorstep.dispatch.JobDone;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.Jobs;
import community.doorstep.dispatch.Need;
import community.doorstep.dispatch.NewJob;
import community.doorstep.shared.StationRef;
import community.doorstep.promise.Promises;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes a job of a confirmed repair booking, and tells booking when it is done. Each in the caller's transaction. */
@Component
class RepairCalls {

    /** 十分钟承诺, where nobody on duty stands behind a better one. */
    private static final Duration NOW_MEANS = Duration.ofMinutes(10);

    private final DatabaseClient database;
    private final Bookings bookings;
    private final RepairBookingDetails details;
    private final Jobs jobs;
    private final Promises promises;
    private final Clock clock;

    RepairCalls(
            DatabaseClient database,
            Bookings bookings,
            RepairBookingDetails details,
            Jobs jobs,
            Promises promises,
            Clock clock) {
        this.database = database;
        this.bookings = bookings;
        this.details = details;
        this.jobs = jobs;
        this.promises = promises;
        this.clock = clock;
    }

    /** Posts the job unless the booking was heard of before, be it that it is off. */
    Mono<Void> confirmed(BookingConfirmed booking) {
        return database.sql("""
            INSERT INTO repair_call (community_id, booking_id, state, heard_at)
            VALUES (:community, :booking, 'POSTED', :now)
            ON CONFLICT DO NOTHING
            """)
                .bind("community", booking.community().value())
                .bind("booking", booking.aggregate())
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .flatMap(first -> bookings.details(booking.aggregate()))
                .map(details::read)
                .flatMap(said -> promised(booking, said).map(by -> job(booking, said, by)))
                .flatMap(jobs::post);
    }

    /** A call for now gets the promise that can be given; a window booked ahead, its beginning. */
    private Mono<Instant> promised(BookingConfirmed booking, RepairDetails said) {
        Instant now = clock.instant();
        if (booking.startsAt().isAfter(now)) {
            return Mono.just(booking.startsAt());
        }
        StationRef station = new StationRef(booking.community(), booking.station());
        return promises.give(
                        new JobId(booking.aggregate()), station, said.category().name(), said.place())
                .map(promise -> promise.by(now, NOW_MEANS));
    }

    static NewJob job(BookingConfirmed booking, RepairDetails said, Instant promisedBy) {
        return new NewJob(
                new JobId(booking.aggregate()),
                booking.community(),
                booking.station(),
                booking.beneficiary(),
                booking.bookedBy(),
                said.category().name(),
                said.category().title(),
                new Need(false, false, said.stairs(), false),
                said.place(),
                new Door(said.address(), said.noteForWorker()),
                booking.startsAt(),
                promisedBy);
    }

    Mono<Void> cancelled(BookingCancelled booking) {
        return database.sql("""
            INSERT INTO repair_call AS call (community_id, booking_id, state, heard_at)
            VALUES (:community, :booking, 'CANCELLED', :now)
            ON CONFLICT (community_id, booking_id) DO UPDATE SET state = 'CANCELLED'
            WHERE call.state = 'POSTED'
            """)
                .bind("community", booking.community().value())
                .bind("booking", booking.aggregate())
                .bind("now", clock.instant())
                .then()
                .then(jobs.cancel(booking.community(), new JobId(booking.aggregate()), null, "booking-cancelled"));
    }

    /** Jobs that others posted are not repairs and change nothing here. */
    Mono<Void> done(JobDone job) {
        return database.sql("""
            UPDATE repair_call SET state = 'DONE'
            WHERE community_id = :community AND booking_id = :booking AND state = 'POSTED'
            """)
                .bind("community", job.community().value())
                .bind("booking", job.aggregate())
                .fetch()
                .rowsUpdated()
                .filter(rows -> rows == 1)
                .flatMap(repair -> bookings.fulfilled(job.aggregate()));
    }
}
