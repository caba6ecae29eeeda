package community.doorstep.canteen;

import community.doorstep.booking.Leftovers;
import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.Slot;
import community.doorstep.catalog.SlotId;
import community.doorstep.identity.Contact;
import community.doorstep.identity.People;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import community.doorstep.shared.Role;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** A sitting as its counter sees it. */
@Component
class Sittings {

    /** @param reserved portions that are kept for somebody; for whom is not said */
    record View(
            SlotId slotId,
            LocalDate day,
            Instant startsAt,
            Instant endsAt,
            Instant cutOffAt,
            int capacity,
            int booked,
            int reserved,
            int left,
            Map<MealState, Long> meals) {}

    /**
     * @param phoneEnd the last four digits of the number by which they are reached; empty when there is none
     * @param careful dishes with what the person does not tolerate
     */
    record Guest(
            UUID bookingId,
            String name,
            String phoneEnd,
            Serving serving,
            MealState state,
            List<AllergyWarning.Hit> careful) {}

    private record Known(List<Meal> meals, Map<PersonId, Contact> people, Map<Meal, AllergyWarning> warnings) {}

    private final MealRows rows;
    private final Allergies allergies;
    private final Leftovers leftovers;
    private final People people;
    private final Catalog catalog;
    private final Audit audit;
    private final Outbox outbox;
    private final TransactionalOperator transaction;
    private final Detached detached;
    private final Clock clock;

    Sittings(
            MealRows rows,
            Allergies allergies,
            Leftovers leftovers,
            People people,
            Catalog catalog,
            Audit audit,
            Outbox outbox,
            TransactionalOperator transaction,
            Detached detached,
            Clock clock) {
        this.rows = rows;
        this.allergies = allergies;
        this.leftovers = leftovers;
        this.people = people;
        this.catalog = catalog;
        this.audit = audit;
        this.outbox = outbox;
        this.transaction = transaction;
        this.detached = detached;
        this.clock = clock;
    }

    /** Refuses {@code slot-unknown} (404) for a sitting that is none of the caller's. */
    Mono<Slot> ours(Caller caller, SlotId id) {
        return catalog.slot(id)
                .filter(slot -> at(caller, slot).contains(slot.communityId().value()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("slot-unknown")));
    }

    private static List<UUID> at(Caller caller, Slot slot) {
        return List.of(caller.communitiesAt(slot.stationId(), Role.COUNTER, Role.STATION_LEAD));
    }

    Mono<View> view(Caller caller, SlotId id) {
        return ours(caller, id)
                .zipWhen(slot -> leftovers.count(id))
                .zipWhen(found -> meals(found.getT1()), (found, meals) -> view(found.getT1(), found.getT2(), meals));
    }

    private static View view(Slot slot, Leftovers.Count count, List<Meal> meals) {
        return new View(
                slot.id(),
                slot.day(),
                slot.startsAt(),
                slot.endsAt(),
                slot.cutOffAt(),
                count.capacity(),
                count.booked(),
                count.reserved(),
                count.left(),
                meals.stream().collect(Collectors.groupingBy(Meal::state, Collectors.counting())));
    }

    private Mono<List<Meal>> meals(Slot slot) {
        return rows.ofSlot(slot.id(), new UUID[] {slot.communityId().value()}).collectList();
    }

    /** Who is expected, for a tablet that may be alone later; reading it is written down. */
    Mono<List<Guest>> guests(Caller caller, SlotId id) {
        return ours(caller, id)
                .delayUntil(slot -> audit.note(caller.person(), slot.communityId(), "sitting-read", id.value(), ""))
                .flatMap(this::meals)
                .map(meals -> meals.stream()
                        .filter(meal -> meal.state() != MealState.CANCELLED)
                        .toList())
                .flatMap(this::guests);
    }

    /** What is taken away stands ready: those who wait for it are told, once. Answers how many. */
    Mono<Integer> ready(Caller caller, SlotId id) {
        Mono<Integer> work = ours(caller, id)
                .delayUntil(slot -> audit.note(caller.person(), slot.communityId(), "meals-ready", id.value(), ""))
                .flatMap(slot -> rows.ready(id, clock.instant()).collectList())
                .delayUntil(
                        ready -> outbox.addAll(ready.stream().map(MealReady::of).toList()))
                .map(List::size);
        return detached.run(work.as(transaction::transactional)).doOnNext(told -> outbox.nudge());
    }

    /** Those whose name has this in it, or whose number ends so. */
    Mono<List<Guest>> search(Caller caller, SlotId id, @Nullable String name, @Nullable String phoneEnd) {
        return guests(caller, id)
                .map(guests -> guests.stream()
                        .filter(guest -> name == null || guest.name().contains(name.strip()))
                        .filter(guest -> phoneEnd == null || guest.phoneEnd().equals(phoneEnd))
                        .toList());
    }

    private Mono<List<Guest>> guests(List<Meal> meals) {
        List<PersonId> all = meals.stream()
                .flatMap(meal -> Stream.of(meal.beneficiary(), meal.bookedBy()))
                .distinct()
                .toList();
        return people.contacts(all)
                .zipWith(allergies.warnings(meals))
                .map(known -> new Known(meals, known.getT1(), known.getT2()))
                .map(known ->
                        known.meals().stream().map(meal -> guest(meal, known)).toList());
    }

    private static Guest guest(Meal meal, Known known) {
        Contact eats = known.people().get(meal.beneficiary());
        Contact booked = known.people().get(meal.bookedBy());
        AllergyWarning warning = known.warnings().get(meal);
        return new Guest(
                meal.id(),
                Contact.nameOf(eats),
                Objects.requireNonNullElse(Contact.phoneEndOf(Contact.reached(eats, booked)), ""),
                meal.serving(),
                meal.state(),
                warning == null ? List.of() : warning.dishes());
    }
}
