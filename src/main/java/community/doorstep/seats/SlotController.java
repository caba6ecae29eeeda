package community.doorstep.seats;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.ServiceId;
import community.doorstep.catalog.SlotId;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The slots of a service and their seats; open to everyone. */
@RestController
class SlotController {

    private static final Duration LONGEST = Duration.ofDays(62);

    /** @param open whether it can be booked now, seats aside */
    record SlotView(
            SlotId id,
            ServiceId serviceId,
            LocalDate day,
            Instant startsAt,
            Instant endsAt,
            Instant cutOffAt,
            String activity,
            int capacity,
            int seatsLeft,
            boolean open) {}

    private final Seats seats;
    private final Catalog catalog;
    private final Clock clock;

    SlotController(Seats seats, Catalog catalog, Clock clock) {
        this.seats = seats;
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Days are the community's, both included; today and the week after when left out. */
    @GetMapping("/api/services/{id}/slots")
    Mono<List<SlotView>> slots(
            @PathVariable ServiceId id,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        return catalog.service(id)
                .flatMap(service -> catalog.community(service.communityId()))
                .flatMap(community -> slots(id, community.zone(), from, to));
    }

    private Mono<List<SlotView>> slots(ServiceId id, ZoneId zone, @Nullable LocalDate from, @Nullable LocalDate to) {
        Instant now = clock.instant();
        LocalDate first = from == null ? LocalDate.ofInstant(now, zone) : from;
        LocalDate last = to == null ? first.plusDays(7) : to;
        if (last.isBefore(first)
                || Duration.ofDays(last.toEpochDay() - first.toEpochDay()).compareTo(LONGEST) > 0) {
            throw Refusal.badRequest("date-range-invalid").with("mostDays", LONGEST.toDays());
        }
        Instant start = first.atStartOfDay(zone).toInstant();
        Instant end = last.plusDays(1).atStartOfDay(zone).toInstant();
        return seats.between(id, start, end).map(row -> view(row, now)).collectList();
    }

    private static SlotView view(SlotSeats row, Instant now) {
        return new SlotView(
                row.slot(),
                row.service(),
                row.day(),
                row.startsAt(),
                row.endsAt(),
                row.cutOffAt(),
                row.activity(),
                row.capacity(),
                row.left(),
                !row.closed() && now.isBefore(row.cutOffAt()));
    }
}
