package community.doorstep.menu;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotPattern;
import community.doorstep.shared.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Until when a menu may be changed: what people have booked by is what they get. */
@Component
class MenuDeadline {

    private static final List<Integer> ANY_WEEKDAY = List.of(1, 2, 3, 4, 5, 6, 7);
    private static final int MOST_SITTINGS = 50;

    private final Catalog catalog;
    private final Clock clock;

    MenuDeadline(Catalog catalog, Clock clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    Mono<LocalDate> today(Service service) {
        return catalog.community(service.communityId())
                .map(community -> LocalDate.ofInstant(clock.instant(), community.zone()));
    }

    /** Refuses {@code not-a-meal}, {@code menu-day-past} (422), {@code menu-cut-off-passed} (409). */
    Mono<Void> mustBeSettable(Service service, LocalDate day) {
        if (service.kind() != ServiceKind.MEAL) {
            return Mono.error(Refusal.unprocessable("not-a-meal"));
        }
        return today(service)
                .filter(today -> !day.isBefore(today))
                .switchIfEmpty(Mono.error(() -> Refusal.unprocessable("menu-day-past")))
                .flatMap(today ->
                        catalog.slots(service.id(), new SlotPattern(day, day, ANY_WEEKDAY, null), MOST_SITTINGS))
                .doOnNext(this::mustBeBefore)
                .then();
    }

    private void mustBeBefore(List<Slot> sittings) {
        sittings.stream().map(Slot::cutOffAt).min(Instant::compareTo).ifPresent(cutOff -> {
            if (!clock.instant().isBefore(cutOff)) {
                throw Refusal.conflict("menu-cut-off-passed").with("cutOffAt", cutOff);
            }
        });
    }
}
