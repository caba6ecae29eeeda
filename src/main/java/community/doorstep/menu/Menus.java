package community.doorstep.menu;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Refusal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The menus of the meal services, a day each. */
@Component
public class Menus {

    /** A day of a service. */
    public record Served(ServiceId service, LocalDate day) {}

    static final int MOST_DAYS = 62;
    private static final int USUAL_DAYS = 14;

    private final MenuRows rows;
    private final MenuDeadline deadline;
    private final Catalog catalog;

    Menus(MenuRows rows, MenuDeadline deadline, Catalog catalog) {
        this.rows = rows;
        this.deadline = deadline;
        this.catalog = catalog;
    }

    /** The names of the day's dishes, in the order of the menu; none where there is no menu. */
    public Mono<List<String>> dishNames(ServiceId service, LocalDate day) {
        return dishes(service, day)
                .map(dishes -> dishes.stream().map(Dish::name).toList());
    }

    /** None where there is no menu. */
    public Mono<List<Dish>> dishes(ServiceId service, LocalDate day) {
        Served served = new Served(service, day);
        return dishes(Set.of(served)).map(found -> found.getOrDefault(served, List.of()));
    }

    /** Those that have a menu. */
    public Mono<Map<Served, List<Dish>>> dishes(Set<Served> days) {
        return rows.dishes(days);
    }

    /**
     * Those of the days from the first to the last, without a first from today on. Refuses {@code service-unknown}
     * (404), {@code date-range-invalid} (400).
     */
    Mono<List<Menu>> of(ServiceId id, @Nullable LocalDate first, @Nullable LocalDate last) {
        return catalog.service(id)
                .zipWhen(deadline::today)
                .flatMap(known -> between(known.getT1(), first == null ? known.getT2() : first, last));
    }

    private Mono<List<Menu>> between(Service service, LocalDate first, @Nullable LocalDate asked) {
        LocalDate last = asked == null ? first.plusDays(USUAL_DAYS - 1) : asked;
        if (last.isBefore(first) || ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            throw Refusal.badRequest("date-range-invalid").with("mostDays", MOST_DAYS);
        }
        return rows.between(service, first, last).collectList();
    }

    /** Refuses {@code service-unknown} (404). */
    Mono<Service> ours(UUID[] communities, ServiceId id) {
        return catalog.service(id)
                .filter(service ->
                        List.of(communities).contains(service.communityId().value()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("service-unknown")));
    }
}
