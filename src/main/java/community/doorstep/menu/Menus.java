package community.doorstep.menu;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Refusal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
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
    private final MenuFollower follower;
    private final Catalog catalog;
    private final Audit audit;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;

    Menus(
            MenuRows rows,
            MenuDeadline deadline,
            MenuFollower follower,
            Catalog catalog,
            Audit audit,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached) {
        this.rows = rows;
        this.deadline = deadline;
        this.follower = follower;
        this.catalog = catalog;
        this.audit = audit;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
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

    /**
     * Sets the day's menu; with a version only while that is the one in force. Refuses {@code service-unknown} (404)
     * also for a service of a community that is not among the caller's, {@code not-a-meal} (422), {@code
     * menu-day-past} (422), {@code menu-cut-off-passed} (409), {@code menu-changed} (412).
     */
    Mono<Menu> set(
            Caller caller, UUID[] communities, ServiceId id, LocalDate day, List<Dish> dishes, @Nullable Long version) {
        Mono<Menu> work = ours(communities, id)
                .delayUntil(service -> deadline.mustBeSettable(service, day))
                .flatMap(service -> write(caller, service, day, dishes, version));
        return detached.run(work.as(transaction::transactional)).doOnNext(set -> outbox.nudge());
    }

    /** Refuses {@code service-unknown} (404). */
    Mono<Service> ours(UUID[] communities, ServiceId id) {
        return catalog.service(id)
                .filter(service ->
                        List.of(communities).contains(service.communityId().value()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("service-unknown")));
    }

    /** In the caller's transaction. */
    Mono<Menu> write(Caller caller, Service service, LocalDate day, List<Dish> dishes, @Nullable Long version) {
        return rows.set(caller.person(), service, day, dishes, version)
                .switchIfEmpty(Mono.error(() -> Refusal.preconditionFailed("menu-changed")))
                .delayUntil(menu -> follower.menuChanged(service.id(), day))
                .delayUntil(menu -> audit.note(
                        caller.person(),
                        service.communityId(),
                        "menu-set",
                        service.id().value(),
                        day.toString()));
    }
}
