package community.doorstep.care;

import community.doorstep.booking.BookingId;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.CommunityId;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Rows;
import community.doorstep.shared.StationId;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of a child's booking.
 *
 * @param answer what a guardian said when asked: {@code COMING}, {@code NOT_COMING}
 */
public record Attendance(
        CommunityId community,
        BookingId booking,
        PersonId child,
        StationId station,
        ServiceId service,
        LocalDate day,
        Instant endsAt,
        AttendanceState state,
        @Nullable Instant askedAt,
        @Nullable String answer,
        @Nullable Instant arrivedAt,
        @Nullable Instant leftAt,
        @Nullable Fetched fetched,
        long version) {

    static Attendance of(Readable row) {
        String fetched = row.get("fetched", String.class);
        return new Attendance(
                new CommunityId(Rows.uuid(row, "community_id")),
                new BookingId(Rows.uuid(row, "booking_id")),
                new PersonId(Rows.uuid(row, "child_id")),
                new StationId(Rows.uuid(row, "station_id")),
                new ServiceId(Rows.uuid(row, "service_id")),
                Rows.get(row, "day", LocalDate.class),
                Rows.instant(row, "ends_at"),
                AttendanceState.valueOf(Rows.text(row, "state")),
                Rows.instantOrNull(row, "asked_at"),
                row.get("answer", String.class),
                Rows.instantOrNull(row, "arrived_at"),
                Rows.instantOrNull(row, "left_at"),
                fetched == null ? null : Fetched.valueOf(fetched),
                Rows.number(row, "version"));
    }
}
