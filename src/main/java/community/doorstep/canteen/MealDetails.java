package community.doorstep.canteen;

import community.doorstep.menu.Allergen;
import community.doorstep.menu.DietMark;
import community.doorstep.shared.GeoPoint;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * What is said when a meal is booked.
 *
 * @param needs beyond what the person's card says
 * @param confirmedAllergens of which the booker was warned, and which are to be there all the same
 * @param address where it is delivered to, with {@code place}; null unless it is
 */
record MealDetails(
        Serving serving,
        EnumSet<DietMark> needs,
        EnumSet<Allergen> confirmedAllergens,
        @Nullable String address,
        @Nullable GeoPoint place,
        String note) {

    static final MealDetails PLAIN = new MealDetails(
            Serving.DINE_IN, EnumSet.noneOf(DietMark.class), EnumSet.noneOf(Allergen.class), null, null, "");

    @Override
    public String toString() {
        return "MealDetails[" + serving + "]";
    }
}
