package community.doorstep.catalog;

import community.doorstep.shared.Refusal;
import community.doorstep.shared.Rows;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What does not take place, and why; open to everyone. */
@RestController
class CancellationsController {

    private static final int MOST_DAYS = 62;

    record CancelledSlot(SlotId id, LocalDate day, Instant startsAt, Instant endsAt, String activity, String reason) {}

    private final DatabaseClient database;
    private final Catalog catalog;
    private final Clock clock;

    CancellationsController(DatabaseClient database, Catalog catalog, Clock clock) {
        this.database = database;
        this.catalog = catalog;
        this.clock = clock;
    }

    /**
     * Both days included; today and the week after when left out. What was made again is not among them. Refuses {@code
     * service-unknown} (404), {@code date-range-invalid} (400).
     */
    @GetMapping("/api/services/{id}/cancellations")
    Mono<List<CancelledSlot>> cancellations(
            @PathVariable ServiceId id,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        return catalog.service(id)
                .flatMap(service -> catalog.community(service.communityId()))
                .flatMap(community -> between(
                        community,
                        id,
                        from == null ? LocalDate.ofInstant(clock.instant(), community.zone()) : from,
                        to));
    }

    private Mono<List<CancelledSlot>> between(
            Community community, ServiceId service, LocalDate first, @Nullable LocalDate asked) {
        LocalDate last = asked == null ? first.plusDays(7) : asked;
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) > MOST_DAYS) {
            throw Refusal.badRequest("date-range-invalid").with("mostDays", MOST_DAYS);
        }
        return database.sql("""
                        SELECT id, day, starts_at, ends_at, activity, cancelled_because FROM slot
                        WHERE community_id = :community AND service_id = :service AND day BETWEEN :first AND :last
                          AND cancelled_at IS NOT NULL
                          AND NOT EXISTS (
                              SELECT 1 FROM slot AS again
                              WHERE again.community_id = slot.community_id AND again.schedule_id = slot.schedule_id
                                AND again.scheduled_day = slot.scheduled_day AND again.id > slot.id)
                        ORDER BY starts_at, id LIMIT 500
                        """)
                .bind("community", community.id().value())
                .bind("service", service.value())
                .bind("first", first)
                .bind("last", last)
                .map(CancellationsController::slotOf)
                .all()
                .collectList();
    }

    private static CancelledSlot slotOf(Readable row) {
        return new CancelledSlot(
                new SlotId(Rows.uuid(row, "id")),
                Rows.get(row, "day", LocalDate.class),
                Rows.instant(row, "starts_at"),
                Rows.instant(row, "ends_at"),
                Rows.text(row, "activity"),
                Rows.text(row, "cancelled_because"));
    }
}
