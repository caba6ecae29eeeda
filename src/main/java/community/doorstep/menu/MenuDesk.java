package community.doorstep.menu;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Where the menus of the meal services are set. */
@Component
class MenuDesk {

    private final Menus menus;
    private final MenuRows rows;
    private final MenuDeadline deadline;
    private final MenuFollower follower;
    private final Audit audit;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;

    MenuDesk(
            Menus menus,
            MenuRows rows,
            MenuDeadline deadline,
            MenuFollower follower,
            Audit audit,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached) {
        this.menus = menus;
        this.rows = rows;
        this.deadline = deadline;
        this.follower = follower;
        this.audit = audit;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
    }

    /**
     * Sets the day's menu; with a version only while that is the one in force. Refuses {@code service-unknown} (404)
     * also for a service of a community that is not among the caller's, {@code not-a-meal} (422), {@code
     * menu-day-past} (422), {@code menu-cut-off-passed} (409), {@code menu-changed} (412).
     */
    Mono<Menu> set(
            Caller caller, UUID[] communities, ServiceId id, LocalDate day, List<Dish> dishes, @Nullable Long version) {
        Mono<Menu> work = menus.ours(communities, id)
                .delayUntil(service -> deadline.mustBeSettable(service, day))
                .flatMap(service -> write(caller, service, day, dishes, version));
        return detached.run(work.as(transaction::transactional)).doOnNext(set -> outbox.nudge());
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
