package community.doorstep.care;

import community.doorstep.booking.Attendee;
import community.doorstep.booking.Attendees;
import community.doorstep.booking.BookingId;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Community;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.children.Duty;
import community.doorstep.children.Guardians;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Sheet;
import community.doorstep.shared.StationId;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The day sheet of those on duty, and the month of a child for its guardians; as JSON, or as a file. */
@RestController
class CareSheetController {

    private static final ZoneId CITY = ZoneId.of("Asia/Shanghai");
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;

    private record Day(DaySheet sheet, Community community) {}

    private final DaySheets days;
    private final Attendees attendees;
    private final AttendanceRows rows;
    private final LateFees lateFees;
    private final Duty duty;
    private final Guardians guardians;
    private final Catalog catalog;
    private final TransactionalOperator transaction;
    private final Detached detached;

    CareSheetController(
            DaySheets days,
            Attendees attendees,
            AttendanceRows rows,
            LateFees lateFees,
            Duty duty,
            Guardians guardians,
            Catalog catalog,
            TransactionalOperator transaction,
            Detached detached) {
        this.days = days;
        this.attendees = attendees;
        this.rows = rows;
        this.lateFees = lateFees;
        this.duty = duty;
        this.guardians = guardians;
        this.catalog = catalog;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** For staff on duty at the station; audited for each child. Refuses {@code role-missing}, {@code not-on-duty} (403). */
    @GetMapping(value = "/api/station/care/day", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<DaySheet> day(
            @AuthenticationPrincipal Caller caller, @RequestParam StationId stationId, @RequestParam LocalDate day) {
        return read(caller, stationId, day).map(Day::sheet);
    }

    /** The same as a file. */
    @GetMapping(
            value = "/api/station/care/day",
            produces = {Sheet.CSV, Sheet.XLSX, Sheet.HTML})
    Mono<Sheet> dayFile(
            @AuthenticationPrincipal Caller caller, @RequestParam StationId stationId, @RequestParam LocalDate day) {
        return read(caller, stationId, day)
                .map(read -> read.sheet().sheet(read.community().zone()));
    }

    private Mono<Day> read(Caller caller, StationId station, LocalDate day) {
        Mono<Day> work = duty.mustBeOn(caller, station)
                .flatMap(community -> days.of(community, station, day, caller.person())
                        .zipWith(catalog.community(community), Day::new));
        return detached.run(work.as(transaction::transactional));
    }

    /** The month as {@code 2026-12}. Refuses {@code person-unknown} (404), {@code month-invalid} (400). */
    @GetMapping(value = "/api/me/family/{child}/care-month", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<MonthSheet> month(
            @AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @RequestParam String month) {
        return read(caller, child, month(month));
    }

    /** The same as a file. */
    @GetMapping(
            value = "/api/me/family/{child}/care-month",
            produces = {Sheet.CSV, Sheet.XLSX, Sheet.HTML})
    Mono<Sheet> monthFile(
            @AuthenticationPrincipal Caller caller, @PathVariable PersonId child, @RequestParam String month) {
        return read(caller, child, month(month)).map(read -> read.sheet(CITY));
    }

    private Mono<MonthSheet> read(Caller caller, PersonId child, YearMonth month) {
        return guardians
                .mustBeInformed(caller, child)
                .thenMany(attendees.of(child, ServiceKind.CARE, month.atDay(1), month.atEndOfMonth()))
                .collectList()
                .flatMap(booked -> sheet(child, month, booked));
    }

    private Mono<MonthSheet> sheet(PersonId child, YearMonth month, List<Attendee> booked) {
        List<BookingId> bookings = booked.stream().map(Attendee::booking).toList();
        return Mono.zip(rows.of(bookings).collectMap(Attendance::booking), lateFees.of(bookings))
                .map(known -> MonthSheet.of(child, month, booked, known.getT1(), known.getT2()));
    }

    private static YearMonth month(String text) {
        try {
            YearMonth month = YearMonth.parse(text);
            if (month.getYear() >= FIRST_YEAR && month.getYear() <= LAST_YEAR) {
                return month;
            }
        } catch (DateTimeParseException noMonth) {
            throw Refusal.badRequest("month-invalid");
        }
        throw Refusal.badRequest("month-invalid");
    }
}
