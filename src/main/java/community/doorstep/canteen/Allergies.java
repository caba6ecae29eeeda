package community.doorstep.canteen;

import community.doorstep.catalog.ServiceId;
import community.doorstep.menu.MenuFollower;
import community.doorstep.menu.Menus;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Holds menus against people's cards. */
@Component
class Allergies implements MenuFollower {

    private final Menus menus;
    private final MealCards cards;
    private final MealRows meals;
    private final Outbox outbox;

    Allergies(Menus menus, MealCards cards, MealRows meals, Outbox outbox) {
        this.menus = menus;
        this.cards = cards;
        this.meals = meals;
        this.outbox = outbox;
    }

    /** Empty where there is no menu yet: it is held against the cards when it is set. */
    Mono<AllergyWarning> warning(ServiceId service, LocalDate day, PersonId person) {
        return menus.dishes(service, day)
                .zipWith(cards.of(person))
                .map(known -> AllergyWarning.of(known.getT1(), known.getT2().allergens()));
    }

    Mono<AllergyWarning> warning(Meal meal) {
        return warning(meal.service(), meal.day(), meal.beneficiary());
    }

    /** By the meal. */
    Mono<Map<Meal, AllergyWarning>> warnings(List<Meal> meals) {
        if (meals.isEmpty()) {
            return Mono.just(Map.of());
        }
        return menus.dishes(meals.stream().map(Allergies::served).collect(Collectors.toSet()))
                .zipWith(cards.of(people(meals)))
                .map(known -> meals.stream()
                        .collect(Collectors.toMap(
                                Function.identity(),
                                meal -> AllergyWarning.of(
                                        known.getT1().getOrDefault(served(meal), List.of()),
                                        known.getT2()
                                                .getOrDefault(meal.beneficiary(), MealCard.EMPTY)
                                                .allergens()),
                                (one, same) -> one)));
    }

    private static Menus.Served served(Meal meal) {
        return new Menus.Served(meal.service(), meal.day());
    }

    /** A menu has changed: whoever does not tolerate it, and did not confirm it, is asked. In the caller's transaction. */
    @Override
    public Mono<Void> menuChanged(ServiceId service, LocalDate day) {
        return meals.ordered(service, day)
                .collectList()
                .flatMap(this::warnings)
                .map(warnings -> warnings.keySet().stream()
                        .filter(meal -> !meal.warned() && isNew(meal, warnings))
                        .toList())
                .flatMap(this::warn);
    }

    private static boolean isNew(Meal meal, Map<Meal, AllergyWarning> warnings) {
        AllergyWarning warning = warnings.get(meal);
        return warning != null && !warning.isCoveredBy(meal.wish().confirmedAllergens());
    }

    private Mono<Void> warn(List<Meal> meals) {
        return this.meals
                .warned(meals.stream().map(Meal::id).toList(), true)
                .then(Mono.defer(() ->
                        outbox.addAll(meals.stream().map(MealAllergens::of).toList())));
    }

    private static Set<PersonId> people(List<Meal> meals) {
        return meals.stream().map(Meal::beneficiary).collect(Collectors.toSet());
    }
}
