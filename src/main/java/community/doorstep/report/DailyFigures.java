package community.doorstep.report;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts, one statement for each table, by the day on which a service was to be given. */
@Component
class DailyFigures {

    /** Of one community, in its own time; the last day counts. */
    record Period(CommunityId community, ZoneId zone, LocalDate from, LocalDate to) {

        Instant begins() {
            return from.atStartOfDay(zone).toInstant();
        }

        Instant ends() {
            return to.plusDays(1).atStartOfDay(zone).toInstant();
        }
    }

    private record Counted(Key key, Figures figures) {}

    /** The bookings of the period, to which other tables are joined. */
    private static final String BOOKED = """
        FROM booking
        %s
        WHERE booking.community_id = :community AND booking.starts_at >= :begins AND booking.starts_at < :ends
        GROUP BY 1, 2, 3
        """;

    private static final String KEYS = """
        SELECT booking.station_id, booking.service_id, (booking.starts_at AT TIME ZONE :zone)::date AS day,
        """;

    private static final String BOOKINGS = KEYS + """
            count(*) FILTER (WHERE state IN ('HELD', 'CONFIRMED', 'FULFILLED', 'NO_SHOW')) AS bookings,
            count(DISTINCT beneficiary_id) FILTER (WHERE state = 'FULFILLED') AS served,
            count(*) FILTER (WHERE state = 'CANCELLED') AS cancelled,
            count(*) FILTER (WHERE state = 'NO_SHOW') AS missed,
            coalesce(sum(due_fen - refunded_fen) FILTER (WHERE paid_at IS NOT NULL), 0)::bigint AS fen
        """ + BOOKED.formatted("");

    private static final String VISITS = KEYS + """
            count(*) AS visits,
            count(*) FILTER (WHERE job.arrived_at <= booking.ends_at) AS on_time,
            count(*) FILTER (WHERE job.arrived_at <= job.promised_by) AS kept
        """ + BOOKED.formatted("""
            JOIN job ON job.community_id = booking.community_id AND job.id = booking.id
                AND job.arrived_at IS NOT NULL
            """);

    private static final String RATINGS = KEYS + """
            count(*) AS ratings, sum(stars)::bigint AS stars
        """ + BOOKED.formatted("""
            JOIN rating ON rating.community_id = booking.community_id AND rating.booking_id = booking.id
            """);

    private static final String COMPLAINTS = KEYS + "count(*) AS complaints " + BOOKED.formatted("""
        JOIN complaint ON complaint.community_id = booking.community_id
            AND complaint.booking_id = booking.id
        """);

    private static final String SUBSIDIES = KEYS + "sum(subsidy_fen)::bigint AS fen " + BOOKED.formatted("""
        JOIN charge ON charge.community_id = booking.community_id AND charge.booking_id = booking.id
            AND charge.state = 'COMMITTED'
        """);

    private static final String EXTRAS =
            KEYS + "sum(supplement.amount_fen - supplement.refunded_fen)::bigint AS fen " + BOOKED.formatted("""
                JOIN supplement ON supplement.community_id = booking.community_id
                    AND supplement.concerns = booking.id AND supplement.paid_at IS NOT NULL
                """);

    /** Visits under warranty, which are no bookings: in time when they kept what was promised. */
    private static final String WARRANTY = """
        SELECT call.station_id, call.service_id, (call.starts_at AT TIME ZONE :zone)::date AS day,
            count(*) AS warranty,
            count(job.arrived_at) AS visits,
            count(*) FILTER (WHERE job.arrived_at <= job.promised_by) AS kept
        FROM repair_call AS call
        LEFT JOIN job ON job.community_id = call.community_id AND job.id = call.booking_id
        WHERE call.community_id = :community AND call.root_id IS NOT NULL AND call.state <> 'CANCELLED'
          AND call.starts_at >= :begins AND call.starts_at < :ends
        GROUP BY 1, 2, 3
        """;

    /** By the day on which they were reported. */
    private static final String STREET = """
        SELECT fault.station_id, NULL::uuid AS service_id, (fault.reported_at AT TIME ZONE :zone)::date AS day,
            count(*) AS faults,
            count(*) FILTER (WHERE fault.state = 'FIXED') AS fixed,
            coalesce(sum(fault.cost_fen) FILTER (WHERE fault.paid_at IS NOT NULL), 0)::bigint AS fen,
            count(job.arrived_at) AS visits,
            count(*) FILTER (WHERE job.arrived_at <= job.promised_by) AS kept
        FROM street_fault AS fault
        LEFT JOIN job ON job.community_id = fault.community_id AND job.id = fault.id
        WHERE fault.community_id = :community AND fault.reported_at >= :begins AND fault.reported_at < :ends
        GROUP BY 1, 2, 3
        """;

    private final DatabaseClient database;

    DailyFigures(DatabaseClient database) {
        this.database = database;
    }

    Mono<Map<Key, Figures>> of(Period period) {
        return Flux.concat(
                        counted(BOOKINGS, period, DailyFigures::bookings),
                        counted(
                                VISITS,
                                period,
                                row -> Figures.ofVisits(
                                        Rows.number(row, "visits"),
                                        Rows.number(row, "on_time"),
                                        Rows.number(row, "kept"))),
                        counted(
                                RATINGS,
                                period,
                                row -> Figures.ofRatings(Rows.number(row, "ratings"), Rows.number(row, "stars"))),
                        counted(COMPLAINTS, period, row -> Figures.ofComplaints(Rows.number(row, "complaints"))),
                        counted(SUBSIDIES, period, row -> Figures.ofSubsidy(Rows.number(row, "fen"))),
                        counted(EXTRAS, period, row -> Figures.ofExtras(Rows.number(row, "fen"))),
                        counted(WARRANTY, period, DailyFigures::warranty),
                        counted(STREET, period, DailyFigures::street))
                .collect(java.util.HashMap::new, (all, one) -> all.merge(one.key(), one.figures(), Figures::plus));
    }

    private static Figures warranty(Readable row) {
        return Figures.ofWarranty(Rows.number(row, "warranty")).plus(visits(row));
    }

    private static Figures street(Readable row) {
        return Figures.ofStreet(Rows.number(row, "faults"), Rows.number(row, "fixed"), Rows.number(row, "fen"))
                .plus(visits(row));
    }

    private static Figures visits(Readable row) {
        long kept = Rows.number(row, "kept");
        return Figures.ofVisits(Rows.number(row, "visits"), kept, kept);
    }

    private static Figures bookings(Readable row) {
        return Figures.ofBookings(
                Rows.number(row, "bookings"),
                Rows.number(row, "served"),
                Rows.number(row, "cancelled"),
                Rows.number(row, "missed"),
                Rows.number(row, "fen"));
    }

    private Flux<Counted> counted(String sql, Period period, Function<Readable, Figures> figures) {
        return database.sql(sql)
                .bind("community", period.community().value())
                .bind("zone", period.zone().getId())
                .bind("begins", period.begins())
                .bind("ends", period.ends())
                .map(row -> new Counted(Key.of(row), figures.apply(row)))
                .all();
    }
}
