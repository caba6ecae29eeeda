package community.doorstep.canteen;

import community.doorstep.catalog.Catalog;
import community.doorstep.catalog.SlotId;
import community.doorstep.identity.Family;
import community.doorstep.menu.Allergen;
import community.doorstep.menu.DietMark;
import community.doorstep.passes.PassId;
import community.doorstep.passes.PassPrints;
import community.doorstep.passes.Passes;
import community.doorstep.passes.ShownPass;
import community.doorstep.shared.Audit;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Meals as their people see them: the pass, and what to be careful with. */
@Component
class OwnMeals {

    /**
     * @param pass to be shown at the counter; null when there is none
     * @param toConfirm the warning waits for the booker's word
     */
    record View(
            UUID bookingId,
            LocalDate day,
            Instant startsAt,
            Instant endsAt,
            Serving serving,
            Set<DietMark> needs,
            MealState state,
            AllergyWarning warning,
            boolean toConfirm,
            @Nullable ShownPass pass) {}

    private final MealRows rows;
    private final MealCards cards;
    private final Allergies allergies;
    private final Passes passes;
    private final PassPrints prints;
    private final Family family;
    private final Catalog catalog;
    private final Audit audit;
    private final TransactionalOperator transaction;
    private final Detached detached;

    OwnMeals(
            MealRows rows,
            MealCards cards,
            Allergies allergies,
            Passes passes,
            PassPrints prints,
            Family family,
            Catalog catalog,
            Audit audit,
            TransactionalOperator transaction,
            Detached detached) {
        this.rows = rows;
        this.cards = cards;
        this.allergies = allergies;
        this.passes = passes;
        this.prints = prints;
        this.family = family;
        this.catalog = catalog;
        this.audit = audit;
        this.transaction = transaction;
        this.detached = detached;
    }

    /** Refuses {@code person-unknown} (404) unless the caller acts for them. */
    Mono<MealCard> card(Caller caller, PersonId person) {
        return family.mustActFor(caller, person).then(Mono.defer(() -> cards.of(person)));
    }

    Mono<MealCard> setCard(Caller caller, PersonId person, MealCard card) {
        return family.mustActFor(caller, person)
                .then(Mono.defer(() -> detached.run(cards.set(person, card, caller.person()))));
    }

    /** What the person does not tolerate of that day's menu; refuses {@code person-unknown}, {@code slot-unknown} (404). */
    Mono<AllergyWarning> warning(Caller caller, SlotId slot, PersonId person) {
        return family.mustActFor(caller, person)
                .then(Mono.defer(() -> catalog.slot(slot)))
                .flatMap(sitting -> allergies.warning(sitting.serviceId(), sitting.day(), person));
    }

    /** The same for whoever books for somebody on the telephone; written down, since health shows in it. */
    Mono<AllergyWarning> warningAtDesk(Caller caller, UUID[] communities, SlotId slot, PersonId person) {
        return catalog.slot(slot)
                .filter(sitting ->
                        List.of(communities).contains(sitting.communityId().value()))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("slot-unknown")))
                .delayUntil(sitting ->
                        audit.note(caller.person(), sitting.communityId(), "allergies-read", person.value(), ""))
                .flatMap(sitting -> allergies.warning(sitting.serviceId(), sitting.day(), person));
    }

    /** Refuses {@code meal-unknown} (404), also for another's. */
    Mono<View> one(Caller caller, UUID id) {
        return mine(caller, id)
                .zipWhen(allergies::warning)
                .zipWhen(known -> pass(known.getT1()), (known, pass) -> view(known.getT1(), known.getT2(), pass));
    }

    /** Made on the first look. */
    private Mono<Optional<ShownPass>> pass(Meal meal) {
        Mono<ShownPass> shown = meal.state() == MealState.ORDERED
                ? detached.run(passes.issue(MealPass.of(meal)).as(transaction::transactional))
                : passes.shown(List.of(new PassId(meal.id())))
                        .flatMap(known -> Mono.justOrEmpty(known.get(new PassId(meal.id()))));
        return shown.map(Optional::of).defaultIfEmpty(Optional.empty());
    }

    /** Its pass as a code to print; refuses {@code meal-unknown}, {@code pass-unknown} (404), {@code pass-used} (409). */
    Mono<byte[]> code(Caller caller, UUID id) {
        return mine(caller, id)
                .delayUntil(this::pass)
                .flatMap(meal -> prints.picture(new PassId(meal.id()), caller.person()));
    }

    private Mono<Meal> mine(Caller caller, UUID id) {
        return family.actsFor(caller.person())
                .flatMap(people -> rows.visible(id, caller.person(), people))
                .switchIfEmpty(Mono.error(() -> Refusal.notFound("meal-unknown")));
    }

    private static View view(Meal meal, AllergyWarning warning, Optional<ShownPass> pass) {
        return new View(
                meal.id(),
                meal.day(),
                meal.startsAt(),
                meal.endsAt(),
                meal.serving(),
                meal.wish().needs(),
                meal.state(),
                warning,
                meal.warned(),
                pass.orElse(null));
    }

    /**
     * The booker knows what is in it, and it is to be there all the same. Refuses {@code meal-unknown} (404), {@code
     * allergens-not-named} (422, {@code allergens}) unless all that the warning says are named.
     */
    Mono<View> confirm(Caller caller, UUID id, EnumSet<Allergen> named) {
        Mono<Void> work = mine(caller, id)
                .zipWhen(allergies::warning)
                .doOnNext(known -> mustCover(known.getT2(), named))
                .flatMap(known -> rows.confirmed(known.getT1(), wish(known.getT1(), named)));
        return detached.run(work.as(transaction::transactional)).then(Mono.defer(() -> one(caller, id)));
    }

    private static void mustCover(AllergyWarning warning, EnumSet<Allergen> named) {
        if (!warning.isCoveredBy(named)) {
            throw Refusal.unprocessable("allergens-not-named").with("allergens", warning.allergens());
        }
    }

    private static MealWish wish(Meal meal, EnumSet<Allergen> named) {
        EnumSet<Allergen> confirmed = EnumSet.copyOf(meal.wish().confirmedAllergens());
        confirmed.addAll(named);
        return new MealWish(meal.wish().needs(), confirmed);
    }
}
