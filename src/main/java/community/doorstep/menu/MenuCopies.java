package community.doorstep.menu;

import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceId;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.Refusal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Plans weeks ahead by those that were: menus are copied day by day. */
@Component
class MenuCopies {

    static final int MOST_DAYS = 28;

    /**
     * @param from the first of the days that are copied; {@code to} the day that becomes of it
     * @param overwrite whether days that have a menu get the copied one
     */
    record Wish(LocalDate from, LocalDate to, int days, boolean overwrite) {

        LocalDate day(Menu menu) {
            return to.plusDays(ChronoUnit.DAYS.between(from, menu.day()));
        }
    }

    /** @param reason the code of the refusal; null when it was copied */
    record Copied(LocalDate day, @Nullable String reason) {}

    private final MenuRows rows;
    private final Menus menus;
    private final MenuDesk desk;
    private final MenuDeadline deadline;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;

    MenuCopies(
            MenuRows rows,
            Menus menus,
            MenuDesk desk,
            MenuDeadline deadline,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached) {
        this.rows = rows;
        this.menus = menus;
        this.desk = desk;
        this.deadline = deadline;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** Copies what can be; says of each day what became of it. Refuses {@code service-unknown} (404). */
    Mono<List<Copied>> copy(Caller caller, UUID[] communities, ServiceId id, Wish wish) {
        Mono<List<Copied>> work = menus.ours(communities, id).flatMap(service -> copies(caller, service, wish));
        return detached.run(work.as(transaction::transactional)).doOnNext(copied -> outbox.nudge());
    }

    private Mono<List<Copied>> copies(Caller caller, Service service, Wish wish) {
        int last = wish.days() - 1;
        Mono<Set<LocalDate>> planned = rows.between(
                        service, wish.to(), wish.to().plusDays(last))
                .map(Menu::day)
                .collect(Collectors.toSet());
        return rows.between(service, wish.from(), wish.from().plusDays(last))
                .collectList()
                .zipWith(planned)
                .flatMapMany(known -> Flux.fromIterable(known.getT1())
                        .concatMap(menu -> copy(caller, service, menu, wish, known.getT2())))
                .collectList();
    }

    private Mono<Copied> copy(Caller caller, Service service, Menu menu, Wish wish, Set<LocalDate> planned) {
        LocalDate day = wish.day(menu);
        return !wish.overwrite() && planned.contains(day)
                ? Mono.just(new Copied(day, "menu-there-already"))
                : copy(caller, service, day, menu);
    }

    private Mono<Copied> copy(Caller caller, Service service, LocalDate day, Menu menu) {
        return deadline.mustBeSettable(service, day)
                .then(Mono.defer(() -> desk.write(caller, service, day, menu.dishes(), null)))
                .map(written -> new Copied(day, null))
                .onErrorResume(Refusal.class, refusal -> Mono.just(new Copied(day, refusal.code())));
    }
}
