package community.doorstep.partners;

import community.doorstep.booking.BookingDetails;
import community.doorstep.booking.SaidFields;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.shared.Refusal;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A wish, and a door where the service is given at one. Refuses {@code details-missing}, {@code details-invalid} (400,
 * member {@code field}), {@code malformed-point}, {@code unknown-field}.
 */
@Component
class ErrandBookingDetails implements BookingDetails {

    private static final Set<String> FIELDS = Set.of("wish", "address", "place", "note", "stairs", "entranceCode");
    private static final int WISH_SHORTEST = 2;
    private static final int WISH_LONGEST = 500;
    private static final int ADDRESS_SHORTEST = 4;
    private static final int TEXT_LONGEST = 200;
    private static final int CODE_LONGEST = 20;

    private final JsonMapper json;

    ErrandBookingDetails(JsonMapper json) {
        this.json = json;
    }

    @Override
    public ServiceKind kind() {
        return ServiceKind.ERRAND;
    }

    @Override
    public JsonNode checked(Service service, JsonNode details) {
        if (details.isObject()) {
            boolean door = service.errand().isAtTheDoor();
            for (String field : new String[] {"address", "place"}) {
                if (door != details.has(field)) {
                    throw SaidFields.invalid(field);
                }
            }
        }
        return checked(details);
    }

    @Override
    public JsonNode checked(JsonNode details) {
        if (!details.isObject()) {
            throw Refusal.badRequest("details-missing");
        }
        SaidFields said = SaidFields.of(details, FIELDS).withLines();
        return json.valueToTree(new ErrandDetails(
                said.text("wish", WISH_SHORTEST, WISH_LONGEST),
                said.has("address") ? said.text("address", ADDRESS_SHORTEST, TEXT_LONGEST) : null,
                said.has("place") ? said.place("place") : null,
                said.optional("note", TEXT_LONGEST),
                said.flag("stairs"),
                said.optional("entranceCode", CODE_LONGEST)));
    }

    /** What {@link #checked} returned, read back. */
    ErrandDetails read(JsonNode details) {
        return json.treeToValue(details, ErrandDetails.class);
    }
}
