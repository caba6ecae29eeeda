package community.doorstep.canteen;

import community.doorstep.booking.BookingDetails;
import community.doorstep.booking.SaidFields;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.menu.Allergen;
import community.doorstep.menu.DietMark;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Said nothing, a meal is eaten there. Refuses {@code details-invalid} (400, member {@code field}), {@code unknown-field}. */
@Component
class MealBookingDetails implements BookingDetails {

    private static final Set<String> FIELDS =
            Set.of("serving", "needs", "confirmedAllergens", "address", "place", "note");
    private static final int ADDRESS_SHORTEST = 4;
    private static final int TEXT_LONGEST = 200;

    private final JsonMapper json;

    MealBookingDetails(JsonMapper json) {
        this.json = json;
    }

    @Override
    public ServiceKind kind() {
        return ServiceKind.MEAL;
    }

    @Override
    public JsonNode checked(JsonNode details) {
        if (details.isMissingNode() || details.isNull()) {
            return MissingNode.getInstance();
        }
        if (!details.isObject()) {
            throw SaidFields.invalid("details");
        }
        return json.valueToTree(meal(SaidFields.of(details, FIELDS)));
    }

    private static MealDetails meal(SaidFields said) {
        Serving serving = said.has("serving") ? said.one(Serving.class, "serving") : Serving.DINE_IN;
        boolean carried = serving == Serving.DELIVERY;
        if (!carried && (said.has("address") || said.has("place"))) {
            throw SaidFields.invalid("address");
        }
        return new MealDetails(
                serving,
                said.all(DietMark.class, "needs"),
                said.all(Allergen.class, "confirmedAllergens"),
                carried ? said.text("address", ADDRESS_SHORTEST, TEXT_LONGEST) : null,
                carried ? said.place("place") : null,
                said.has("note") ? said.text("note", 0, TEXT_LONGEST) : "");
    }

    /** What {@link #checked} returned, read back; an empty object when nothing was said. */
    MealDetails read(JsonNode details) {
        return details.isEmpty() ? MealDetails.PLAIN : json.treeToValue(details, MealDetails.class);
    }
}
