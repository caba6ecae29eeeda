package community.doorstep.care;

import community.doorstep.booking.Attendee;
import community.doorstep.booking.Attendees;
import community.doorstep.booking.BookingId;
import community.doorstep.children.Guardians;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Children come and are fetched. In the caller's transaction, who has checked that they may. */
@Component
@EnableConfigurationProperties(CareSettings.class)
public class Attendances {

    private final AttendanceRows rows;
    private final Attendees attendees;
    private final Guardians guardians;
    private final LateFees lateFees;
    private final Outbox outbox;

    Attendances(AttendanceRows rows, Attendees attendees, Guardians guardians, LateFees lateFees, Outbox outbox) {
        this.rows = rows;
        this.attendees = attendees;
        this.guardians = guardians;
        this.lateFees = lateFees;
        this.outbox = outbox;
    }

    /** The child is here; noted again, nothing happens. Refuses {@code booking-over} (409). */
    public Mono<Void> arrived(Attendee child, Instant at, PersonId by) {
        return attendees
                .came(child.booking(), by)
                .then(Mono.defer(() -> rows.arrive(child, at, by)))
                .zipWhen(arrived -> guardians.informed(arrived.child()))
                .flatMap(both -> outbox.add(event(both.getT1(), at, both.getT2())));
    }

    private static ChildArrived event(Attendance arrived, Instant at, Set<PersonId> readers) {
        return new ChildArrived(
                arrived.community(),
                arrived.booking().value(),
                arrived.version(),
                arrived.child(),
                arrived.service(),
                arrived.station(),
                at,
                readers);
    }

    /** The child's stay of the day, locked; empty when it did not come. */
    public Mono<Attendance> locked(CommunityId community, StationId station, PersonId child, LocalDate day) {
        return rows.locked(community, station, child, day);
    }

    /** The child leaves; empty when it is not here any more. Lateness is charged, unless nobody was to come. */
    public Mono<Attendance> left(Attendance here, Instant at, PersonId by, Fetched how, UUID who) {
        return rows.fetch(here, at, by, how, who).delayUntil(left -> charged(left, at, how));
    }

    private Mono<Void> charged(Attendance left, Instant at, Fetched how) {
        Mono<Long> fee = how == Fetched.ALONE ? Mono.just(0L) : lateFees.charge(left, at);
        return fee.flatMap(fen -> told(left, at, how, fen));
    }

    private Mono<Void> told(Attendance left, Instant at, Fetched how, long fee) {
        return guardians
                .informed(left.child())
                .flatMap(readers -> outbox.add(new ChildLeft(
                        left.community(),
                        left.booking().value(),
                        left.version(),
                        left.child(),
                        left.service(),
                        left.station(),
                        at,
                        how,
                        fee,
                        readers)));
    }

    /** What is noted of a booking; empty when nothing is. */
    Mono<Attendance> of(BookingId booking) {
        return rows.of(List.of(booking)).singleOrEmpty();
    }
}
