package community.doorstep.care;

import community.doorstep.booking.Attendee;
import community.doorstep.booking.BookingId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Ids;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The table of attendance: each step one conditional statement, empty when it cannot be taken. */
@Component
class AttendanceRows {

    private final DatabaseClient database;

    AttendanceRows(DatabaseClient database) {
        this.database = database;
    }

    /** Empty when it had arrived. */
    Mono<Attendance> arrive(Attendee child, Instant at, PersonId by) {
        return noted(child, """
            INSERT INTO attendance (community_id, booking_id, child_id, station_id, service_id, day, ends_at,
                                    state, arrived_at, arrived_by)
            VALUES (:community, :booking, :child, :station, :service, :day, :ends, 'ARRIVED', :at, :by)
            ON CONFLICT (community_id, booking_id) DO UPDATE
            SET state = 'ARRIVED', arrived_at = :at, arrived_by = :by, version = attendance.version + 1
            WHERE attendance.state IN ('MISSING', 'LEAVE')
            RETURNING *
            """)
                .bind("at", at)
                .bind("by", by.value())
                .map(Attendance::of)
                .one();
    }

    /** Whose guardians are asked now; empty when there is something to note already. */
    Mono<Attendance> ask(Attendee child, Instant now) {
        return noted(child, """
            INSERT INTO attendance (community_id, booking_id, child_id, station_id, service_id, day, ends_at,
                                    state, asked_at)
            VALUES (:community, :booking, :child, :station, :service, :day, :ends, 'MISSING', :now)
            ON CONFLICT DO NOTHING
            RETURNING *
            """).bind("now", now).map(Attendance::of).one();
    }

    /** Empty when it has arrived. */
    Mono<Attendance> leave(Attendee child, PersonId guardian, Instant now) {
        return noted(child, """
            INSERT INTO attendance (community_id, booking_id, child_id, station_id, service_id, day, ends_at,
                                    state, answer, answered_by, answered_at)
            VALUES (:community, :booking, :child, :station, :service, :day, :ends, 'LEAVE', 'NOT_COMING',
                    :guardian, :now)
            ON CONFLICT (community_id, booking_id) DO UPDATE
            SET state = 'LEAVE', answer = 'NOT_COMING', answered_by = :guardian, answered_at = :now,
                version = attendance.version + 1
            WHERE attendance.state IN ('MISSING', 'LEAVE')
            RETURNING *
            """)
                .bind("guardian", guardian.value())
                .bind("now", now)
                .map(Attendance::of)
                .one();
    }

    /** It comes after all; empty when nobody asked, or it has arrived. */
    Mono<Attendance> coming(Attendee child, PersonId guardian, Instant now) {
        return database.sql("""
            UPDATE attendance SET state = 'MISSING', answer = 'COMING', answered_by = :guardian,
                   answered_at = :now, version = version + 1
            WHERE community_id = :community AND booking_id = :booking AND state IN ('MISSING', 'LEAVE')
            RETURNING *
            """)
                .bind("guardian", guardian.value())
                .bind("now", now)
                .bind("community", child.community().value())
                .bind("booking", child.booking().value())
                .map(Attendance::of)
                .one();
    }

    /** Empty when it is not here. */
    Mono<Attendance> fetch(Attendance here, Instant at, PersonId by, Fetched how, UUID who) {
        return database.sql("""
            UPDATE attendance SET state = 'LEFT', left_at = :at, left_by = :by, fetched = :how,
                   fetched_by = :who, version = version + 1
            WHERE community_id = :community AND booking_id = :booking AND state = 'ARRIVED'
            RETURNING *
            """)
                .bind("at", at)
                .bind("by", by.value())
                .bind("how", how.name())
                .bind("who", who)
                .bind("community", here.community().value())
                .bind("booking", here.booking().value())
                .map(Attendance::of)
                .one();
    }

    /** Those still here whose guardians are told now that it is late. */
    Mono<List<Attendance>> late(Instant endedBefore, Instant now, int most) {
        return database.sql("""
            UPDATE attendance SET late_told_at = :now, version = version + 1
            WHERE (community_id, booking_id) IN (
                SELECT community_id, booking_id FROM attendance
                WHERE state = 'ARRIVED' AND late_told_at IS NULL AND ends_at <= :before
                ORDER BY ends_at LIMIT :most FOR UPDATE SKIP LOCKED)
            RETURNING *
            """)
                .bind("now", now)
                .bind("before", endedBefore)
                .bind("most", most)
                .map(Attendance::of)
                .all()
                .collectList();
    }

    Flux<Attendance> at(StationId station, LocalDate day) {
        return database.sql("SELECT * FROM attendance WHERE station_id = :station AND day = :day")
                .bind("station", station.value())
                .bind("day", day)
                .map(Attendance::of)
                .all();
    }

    Flux<Attendance> of(Collection<BookingId> bookings) {
        return database.sql("SELECT * FROM attendance WHERE booking_id = ANY(:bookings)")
                .bind("bookings", Ids.array(bookings, BookingId::value))
                .map(Attendance::of)
                .all();
    }

    /** A child's at a station on a day, locked: the one that is here before one that has left. */
    Mono<Attendance> locked(CommunityId community, StationId station, PersonId child, LocalDate day) {
        return database.sql("""
            SELECT * FROM attendance
            WHERE community_id = :community AND station_id = :station AND child_id = :child AND day = :day
              AND state IN ('ARRIVED', 'LEFT')
            ORDER BY state, arrived_at FOR UPDATE
            """)
                .bind("community", community.value())
                .bind("station", station.value())
                .bind("child", child.value())
                .bind("day", day)
                .map(Attendance::of)
                .all()
                .collectList()
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    private DatabaseClient.GenericExecuteSpec noted(Attendee child, String sql) {
        return database.sql(sql)
                .bind("community", child.community().value())
                .bind("booking", child.booking().value())
                .bind("child", child.person().value())
                .bind("station", child.station().value())
                .bind("service", child.service().value())
                .bind("day", child.day())
                .bind("ends", child.endsAt());
    }
}
