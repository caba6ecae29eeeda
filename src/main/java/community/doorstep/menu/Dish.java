package community.doorstep.menu;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.EnumSet;

/** A dish of a day's menu. */
public record Dish(
        @NotBlank @Size(max = 40) String name,
        @NotNull EnumSet<Allergen> allergens,
        @NotNull EnumSet<DietMark> marks) {}
