package community.doorstep.canteen;

import community.doorstep.catalog.SlotId;
import community.doorstep.menu.Allergen;
import community.doorstep.shared.Caller;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.EnumSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** One's own meals and those of the family: what is tolerated, what is in them, the pass for the counter. */
@RestController
@RequestMapping("/api")
class MealController {

    /** @param beneficiaryId who is to eat; the caller when left out */
    record Question(@NotNull SlotId slotId, @Nullable PersonId beneficiaryId) {}

    record DeskQuestion(@NotNull SlotId slotId, @NotNull PersonId beneficiaryId) {}

    record Confirmation(@NotNull EnumSet<Allergen> allergens) {}

    private final OwnMeals meals;

    MealController(OwnMeals meals) {
        this.meals = meals;
    }

    @GetMapping("/me/meal-cards/{personId}")
    Mono<MealCard> card(@AuthenticationPrincipal Caller caller, @PathVariable PersonId personId) {
        return meals.card(caller, personId);
    }

    /** Sealed at rest; seen by whoever acts for the person, and at the counter as far as the day's dishes concern it. */
    @PutMapping("/me/meal-cards/{personId}")
    Mono<MealCard> setCard(
            @AuthenticationPrincipal Caller caller,
            @PathVariable PersonId personId,
            @Valid @RequestBody MealCard card) {
        return meals.setCard(caller, personId, card);
    }

    /** To be asked before booking: what of the day's menu the person does not tolerate. Changes nothing. */
    @PostMapping("/meals/warnings")
    Mono<AllergyWarning> warning(@AuthenticationPrincipal Caller caller, @Valid @RequestBody Question asked) {
        return meals.warning(
                caller, asked.slotId(), asked.beneficiaryId() == null ? caller.person() : asked.beneficiaryId());
    }

    /** The same for who telephones; it is written down. */
    @PostMapping("/station/meals/warnings")
    Mono<AllergyWarning> warningAtDesk(@AuthenticationPrincipal Caller caller, @Valid @RequestBody DeskQuestion asked) {
        return meals.warningAtDesk(
                caller,
                caller.communitiesAs(Role.OPERATOR, Role.STATION_LEAD, Role.COUNTER),
                asked.slotId(),
                asked.beneficiaryId());
    }

    @GetMapping("/meals/{id}")
    Mono<OwnMeals.View> one(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return meals.one(caller, id);
    }

    /** To print: the counter scans it instead of what a phone shows. Refuses {@code meal-unknown} (404), as a pass does. */
    @GetMapping(value = "/meals/{id}/code", produces = MediaType.IMAGE_PNG_VALUE)
    Mono<byte[]> code(@AuthenticationPrincipal Caller caller, @PathVariable UUID id) {
        return meals.code(caller, id);
    }

    /** The booker was warned and wants it all the same. Repeating it is harmless. */
    @PostMapping("/meals/{id}/allergens")
    Mono<OwnMeals.View> confirm(
            @AuthenticationPrincipal Caller caller, @PathVariable UUID id, @Valid @RequestBody Confirmation said) {
        return meals.confirm(caller, id, said.allergens());
    }
}
