package community.doorstep.canteen;

import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotId;
import community.doorstep.menu.Menus;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A sitting as its kitchen sees it: portions by dish and need, nobody's name. */
@Component
class KitchenDesk {

    /**
     * @param settled the cut-off has passed: the lines stand as they were then
     * @param later what has become different since: walk-ins, meals called off, allergens confirmed
     */
    record KitchenView(
            SlotId slotId,
            LocalDate day,
            Instant startsAt,
            boolean settled,
            List<Kitchen.Line> lines,
            List<Kitchen.Change> later) {}

    private final Sittings sittings;
    private final MealRows rows;
    private final MealCards cards;
    private final Menus menus;
    private final KitchenSheets sheets;
    private final Detached detached;
    private final CanteenSettings settings;
    private final Clock clock;

    KitchenDesk(
            Sittings sittings,
            MealRows rows,
            MealCards cards,
            Menus menus,
            KitchenSheets sheets,
            Detached detached,
            CanteenSettings settings,
            Clock clock) {
        this.sittings = sittings;
        this.rows = rows;
        this.cards = cards;
        this.menus = menus;
        this.sheets = sheets;
        this.detached = detached;
        this.settings = settings;
        this.clock = clock;
    }

    /** What was settled at the cut-off stands. Refuses {@code slot-unknown} (404). */
    Mono<KitchenView> of(Caller caller, SlotId id) {
        return sittings.ours(caller, id).flatMap(slot -> isSettled(slot) ? detached.run(settled(slot)) : open(slot));
    }

    private boolean isSettled(Slot slot) {
        return !clock.instant().isBefore(slot.cutOffAt().plus(settings.settledAfter()));
    }

    private Mono<KitchenView> open(Slot slot) {
        return lines(slot)
                .map(lines -> new KitchenView(slot.id(), slot.day(), slot.startsAt(), false, lines, List.of()));
    }

    /** Writes the sheet, unless it is written. */
    Mono<KitchenView> settled(Slot slot) {
        return lines(slot)
                .zipWhen(lines -> sheets.settle(slot, lines, clock.instant()))
                .map(both -> new KitchenView(
                        slot.id(),
                        slot.day(),
                        slot.startsAt(),
                        true,
                        both.getT2().lines(),
                        Kitchen.since(both.getT2().lines(), both.getT1())));
    }

    private Mono<List<Kitchen.Line>> lines(Slot slot) {
        return plates(slot)
                .zipWith(menus.dishes(slot.serviceId(), slot.day()), (plates, dishes) -> Kitchen.lines(dishes, plates));
    }

    private Mono<List<Kitchen.Plate>> plates(Slot slot) {
        return rows.ofSlot(slot.id(), new UUID[] {slot.communityId().value()})
                .collectList()
                .map(meals -> meals.stream()
                        .filter(meal -> meal.state() != MealState.CANCELLED)
                        .toList())
                .flatMap(this::plates);
    }

    private Mono<List<Kitchen.Plate>> plates(List<Meal> meals) {
        return cards.of(meals.stream().map(Meal::beneficiary).collect(Collectors.toSet()))
                .map(known -> meals.stream()
                        .map(meal -> Kitchen.Plate.of(meal, known.getOrDefault(meal.beneficiary(), MealCard.EMPTY)))
                        .toList());
    }
}
