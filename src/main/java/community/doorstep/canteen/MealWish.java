package community.doorstep.canteen;

import community.doorstep.menu.Allergen;
import community.doorstep.menu.DietMark;
import java.util.EnumSet;

/** What of a booked meal is sealed: health and faith show in it. */
record MealWish(EnumSet<DietMark> needs, EnumSet<Allergen> confirmedAllergens) {

    static final MealWish NONE = new MealWish(EnumSet.noneOf(DietMark.class), EnumSet.noneOf(Allergen.class));

    @Override
    public String toString() {
        return "MealWish[…]";
    }
}
