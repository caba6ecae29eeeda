package community.doorstep.canteen;

import community.doorstep.menu.Allergen;
import community.doorstep.menu.Dish;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What on a menu somebody does not tolerate.
 *
 * @param allergens all of them; to be confirmed by whoever books all the same
 */
record AllergyWarning(List<Hit> dishes, EnumSet<Allergen> allergens) {

    record Hit(String dish, EnumSet<Allergen> allergens) {}

    static AllergyWarning of(List<Dish> dishes, Set<Allergen> notTolerated) {
        List<Hit> hits = dishes.stream()
                .map(dish -> new Hit(dish.name(), common(dish.allergens(), notTolerated)))
                .filter(hit -> !hit.allergens().isEmpty())
                .toList();
        EnumSet<Allergen> all = EnumSet.noneOf(Allergen.class);
        hits.forEach(hit -> all.addAll(hit.allergens()));
        return new AllergyWarning(hits, all);
    }

    private static EnumSet<Allergen> common(EnumSet<Allergen> contained, Set<Allergen> notTolerated) {
        EnumSet<Allergen> common = EnumSet.copyOf(contained);
        common.retainAll(notTolerated);
        return common;
    }

    /** Whether everything of it was confirmed. */
    boolean isCoveredBy(Set<Allergen> confirmed) {
        return confirmed.containsAll(allergens);
    }
}
