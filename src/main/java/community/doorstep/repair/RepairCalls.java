package community.doorstep.repair;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.BookingMoved;
import community.doorstep.booking.Bookings;
import community.doorstep.dispatch.Handing;
import community.doorstep.dispatch.JobDone;
import community.doorstep.dispatch.JobId;
import community.doorstep.dispatch.JobUnmet;
import community.doorstep.dispatch.Jobs;
import community.doorstep.identity.Family;
import community.doorstep.screening.Screenings;
import community.doorstep.screening.Submission;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.TimeSlot;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes a job of a confirmed repair booking, and tells booking when it is done. Each in the caller's transaction. */
@Component
class RepairCalls {

    static final String SOURCE = "repair";

    private final DatabaseClient database;
    private final RepairRows rows;
    private final Handing handing;
    private final Bookings bookings;
    private final RepairBookingDetails details;
    private final CallPosting posting;
    private final Jobs jobs;
    private final Family family;
    private final Screenings screenings;
    private final Clock clock;

    RepairCalls(
            DatabaseClient database,
            RepairRows rows,
            Handing handing,
            Bookings bookings,
            RepairBookingDetails details,
            CallPosting posting,
            Jobs jobs,
            Family family,
            Screenings screenings,
            Clock clock) {
        this.database = database;
        this.rows = rows;
        this.handing = handing;
        this.bookings = bookings;
        this.details = details;
        this.posting = posting;
        this.jobs = jobs;
        this.family = family;
        this.screenings = screenings;
        this.clock = clock;
    }

    /** Posts the jobs, but for bookings that were heard of before, be it that they are off. */
    Mono<Void> confirmed(List<BookingConfirmed> booked) {
        return bookings.eachStanding(booked, (booking, now) -> posted(call(booking, now), now.endsAt()));
    }

    private Mono<Void> posted(RepairCall heard, Instant ends) {
        return Mono.just(heard)
                .filterWhen(call -> rows.add(call, null))
                .delayUntil(this::looked)
                .flatMap(call -> posting.post(call, ends));
    }

    /** The jobs go along, and what was promised for them. */
    Mono<Void> moved(List<BookingMoved> moved) {
        return bookings.eachStanding(moved, this::moved);
    }

    private Mono<Void> moved(BookingMoved booking, Bookings.Standing now) {
        return rows.moved(booking.community(), booking.aggregate(), now.startsAt())
                .filter(known -> known)
                .flatMap(known -> posting.move(
                        booking.community(),
                        new JobId(booking.aggregate()),
                        new TimeSlot(now.startsAt(), now.endsAt())));
    }

    /** WeChat looks at what people say themselves; what staff wrote down for who telephoned needs no look. */
    private Mono<Void> looked(RepairCall call) {
        return family.actsFor(call.bookedBy())
                .filter(people -> people.contains(call.beneficiary()))
                .flatMap(own -> screenings.words(
                        new Submission(call.community(), call.bookedBy(), SOURCE, call.id()),
                        call.details().note()));
    }

    /** Staff have refused the note: whoever has the job does not read it any more. */
    Mono<Void> silence(CommunityId community, UUID call) {
        return rows.in(new UUID[] {community.value()}, call)
                .flatMap(known -> jobs.reword(
                        community,
                        new JobId(call),
                        known.details().withoutNote().noteForWorker()));
    }

    private RepairCall call(BookingConfirmed booking, Bookings.Standing now) {
        return new RepairCall(
                booking.aggregate(),
                booking.community(),
                booking.station(),
                booking.service().value(),
                booking.beneficiary(),
                booking.bookedBy(),
                null,
                CallState.POSTED,
                details.read(now.details()),
                clock.instant(),
                now.startsAt(),
                null,
                null);
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

    /** Jobs that others posted are not repairs and change nothing here; a visit under warranty has no booking. */
    Mono<Void> done(JobDone job) {
        return rows.done(job.community(), job.aggregate(), job.worker(), job.at())
                .filter(done -> done)
                .flatMap(repair -> bookings.fulfilled(job.aggregate(), job.worker()));
    }

    /** The booking is left to whoever looks after absences: nobody was given anything. */
    Mono<Void> unmet(JobUnmet job) {
        return database.sql("""
            UPDATE repair_call SET state = 'UNMET'
            WHERE community_id = :community AND booking_id = :id AND state = 'POSTED'
            """)
                .bind("community", job.community().value())
                .bind("id", job.aggregate())
                .then();
    }

    /** A visit under warranty goes to whoever did the repair, when on duty and free. */
    Mono<Void> meantFor(CommunityId community, UUID job) {
        return rows.wanted(community, job)
                .flatMap(worker -> handing.give(community, job, worker, "warranty"))
                .then();
    }
}
