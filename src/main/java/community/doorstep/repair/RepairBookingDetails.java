package community.doorstep.repair;

import community.doorstep.booking.BookingDetails;
import community.doorstep.booking.SaidFields;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.shared.Refusal;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Refuses {@code details-missing}, {@code details-invalid} (400, member {@code field}), {@code malformed-point}. */
@Component
class RepairBookingDetails implements BookingDetails {

    private static final Set<String> FIELDS = Set.of(
            "category", "address", "place", "note", "stairs", "building", "unit", "flat", "entranceCode", "answers");
    private static final int ADDRESS_SHORTEST = 4;
    private static final int TEXT_LONGEST = 200;
    private static final int NUMBER_LONGEST = 20;

    private final JsonMapper json;

    RepairBookingDetails(JsonMapper json) {
        this.json = json;
    }

    @Override
    public ServiceKind kind() {
        return ServiceKind.REPAIR;
    }

    @Override
    public JsonNode checked(JsonNode details) {
        if (!details.isObject()) {
            throw Refusal.badRequest("details-missing");
        }
        SaidFields said = SaidFields.of(details, FIELDS);
        RepairCategory category = said.one(RepairCategory.class, "category");
        return json.valueToTree(new RepairDetails(
                category,
                said.text("address", ADDRESS_SHORTEST, TEXT_LONGEST),
                said.place("place"),
                said.optional("note", TEXT_LONGEST),
                said.flag("stairs"),
                said.optional("building", NUMBER_LONGEST),
                said.optional("unit", NUMBER_LONGEST),
                said.optional("flat", NUMBER_LONGEST),
                said.optional("entranceCode", NUMBER_LONGEST),
                answers(category, said)));
    }

    /** What {@link #checked} returned, read back. */
    RepairDetails read(JsonNode details) {
        return json.treeToValue(details, RepairDetails.class);
    }

    /** The questions that were answered with yes; only what is asked about the category. */
    private static Set<Question> answers(RepairCategory category, SaidFields said) {
        return said.says("answers")
                ? said.all(Question.class, category.questions(), "answers")
                : EnumSet.noneOf(Question.class);
    }
}
