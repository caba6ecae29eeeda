package community.doorstep.partners;

import community.doorstep.booking.BookingDetails;
import community.doorstep.catalog.Service;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.shared.GeoPoint;
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
    private static final Set<String> POINT = Set.of("latitude", "longitude");
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
                    throw invalid(field);
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
        onlyKnown(details, FIELDS, "");
        return json.valueToTree(new ErrandDetails(
                text(details.path("wish"), "wish", WISH_SHORTEST, WISH_LONGEST),
                details.has("address")
                        ? text(details.path("address"), "address", ADDRESS_SHORTEST, TEXT_LONGEST)
                        : null,
                details.has("place") ? place(details.path("place")) : null,
                optional(details, "note", TEXT_LONGEST),
                stairs(details.path("stairs")),
                optional(details, "entranceCode", CODE_LONGEST)));
    }

    /** What {@link #checked} returned, read back. */
    ErrandDetails read(JsonNode details) {
        return json.treeToValue(details, ErrandDetails.class);
    }

    private static void onlyKnown(JsonNode node, Set<String> fields, String at) {
        for (String name : node.propertyNames()) {
            if (!fields.contains(name)) {
                throw Refusal.badRequest("unknown-field").with("field", "details." + at + name);
            }
        }
    }

    private static String optional(JsonNode details, String field, int longest) {
        JsonNode node = details.path(field);
        return node.isMissingNode() || node.isNull() ? "" : text(node, field, 0, longest);
    }

    private static String text(JsonNode node, String field, int shortest, int longest) {
        String text = node.isString() ? node.stringValue().strip() : "";
        boolean printable = text.codePoints().noneMatch(one -> Character.isISOControl(one) && one != '\n');
        if (!node.isString() || text.length() < shortest || text.length() > longest || !printable) {
            throw invalid(field);
        }
        return text;
    }

    private static GeoPoint place(JsonNode node) {
        JsonNode latitude = node.path("latitude");
        JsonNode longitude = node.path("longitude");
        if (!latitude.isNumber() || !longitude.isNumber()) {
            throw invalid("place");
        }
        onlyKnown(node, POINT, "place.");
        return new GeoPoint(latitude.doubleValue(), longitude.doubleValue()).onEarth();
    }

    private static boolean stairs(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return false;
        }
        if (!node.isBoolean()) {
            throw invalid("stairs");
        }
        return node.booleanValue();
    }

    private static Refusal invalid(String field) {
        return Refusal.badRequest("details-invalid").with("field", field);
    }
}
