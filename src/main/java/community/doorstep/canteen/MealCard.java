package community.doorstep.canteen;

import community.doorstep.menu.Allergen;
import community.doorstep.menu.DietMark;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;

/** What a person does not tolerate, and what they need. */
record MealCard(
        @NotNull EnumSet<Allergen> allergens,
        @NotNull EnumSet<DietMark> needs,
        @NotNull @Size(max = 200) String note) {

    static final MealCard EMPTY = new MealCard(EnumSet.noneOf(Allergen.class), EnumSet.noneOf(DietMark.class), "");

    @Override
    public String toString() {
        return "MealCard[…]";
    }
}
