package community.doorstep.catalog;

import community.doorstep.Town;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/** What stands in the database of a service's slots, and what booking knows of them. */
record SlotsInTown(DatabaseClient database) {

    static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    record Row(String id, LocalDate day, Instant startsAt, String activity, boolean cancelled, String because) {}

    record SeatRow(
            LocalDate day, Instant startsAt, Instant endsAt, Instant opensAt, Instant cutOffAt, boolean closed) {}

    static LocalDate today() {
        return LocalDate.now(SHANGHAI);
    }

    /** The next day after today that is the weekday (ISO). */
    static LocalDate next(int weekday) {
        return today().plusDays(Math.floorMod(weekday - today().getDayOfWeek().getValue() - 1, 7) + 1);
    }

    static Instant at(LocalDate day, String time) {
        return day.atTime(LocalTime.parse(time)).atZone(SHANGHAI).toInstant();
    }

    /** In the order of their days. */
    List<Row> of(String service) {
        return database.sql("""
                        SELECT id, day, starts_at, activity, cancelled_at, cancelled_because FROM slot
                        WHERE service_id = :service ORDER BY day, id
                        """)
                .bind("service", UUID.fromString(service))
                .map(row -> new Row(
                        row.get("id", UUID.class).toString(),
                        row.get("day", LocalDate.class),
                        row.get("starts_at", OffsetDateTime.class).toInstant(),
                        row.get("activity", String.class),
                        row.get("cancelled_at", OffsetDateTime.class) != null,
                        row.get("cancelled_because", String.class)))
                .all()
                .collectList()
                .block(Duration.ofSeconds(5));
    }

    List<LocalDate> days(String service) {
        return of(service).stream()
                .filter(slot -> !slot.cancelled())
                .map(Row::day)
                .toList();
    }

    Row on(String service, LocalDate day) {
        return of(service).stream()
                .filter(slot -> !slot.cancelled() && slot.day().equals(day))
                .findFirst()
                .orElseThrow();
    }

    SeatRow seats(String slot) {
        return database.sql("SELECT * FROM seats WHERE slot_id = :slot")
                .bind("slot", UUID.fromString(slot))
                .map(row -> new SeatRow(
                        row.get("day", LocalDate.class),
                        row.get("starts_at", OffsetDateTime.class).toInstant(),
                        row.get("ends_at", OffsetDateTime.class).toInstant(),
                        row.get("opens_at", OffsetDateTime.class) == null
                                ? null
                                : row.get("opens_at", OffsetDateTime.class).toInstant(),
                        row.get("cut_off_at", OffsetDateTime.class).toInstant(),
                        row.get("closed", Boolean.class)))
                .one()
                .block(Duration.ofSeconds(5));
    }

    static String care(Town town) {
        return town.service("CARE", "课后托管 " + Town.unique(), "BEFORE", 6, 12);
    }
}
