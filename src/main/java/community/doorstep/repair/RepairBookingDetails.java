package community.doorstep.repair;

import community.doorstep.booking.BookingDetails;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Refusal;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Refuses {@code details-missing}, {@code details-invalid} (400, member {@code field}), {@code malformed-point}. */
@Component
class RepairBookingDetails implements BookingDetails {

    private static final Set<String> FIELDS = Set.of("category", "address", "place", "note", "stairs");
    private static final Set<String> POINT = Set.of("latitude", "longitude");
    private static final int ADDRESS_SHORTEST = 4;
    private static final int TEXT_LONGEST = 200;

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
        onlyKnown(details, FIELDS, "");
        return json.valueToTree(new RepairDetails(
                category(details.path("category")),
                text(details.path("address"), "address", ADDRESS_SHORTEST),
                place(details.path("place")),
                details.path("note").isMissingNode() || details.path("note").isNull()
                        ? ""
                        : text(details.path("note"), "note", 0),
                stairs(details.path("stairs"))));
    }

    /** What {@link #checked} returned, read back. */
    RepairDetails read(JsonNode details) {
        return json.treeToValue(details, RepairDetails.class);
    }

    private static void onlyKnown(JsonNode node, Set<String> fields, String at) {
        for (String name : node.propertyNames()) {
            if (!fields.contains(name)) {
                throw Refusal.badRequest("unknown-field").with("field", "details." + at + name);
            }
        }
    }

    private static RepairCategory category(JsonNode node) {
        for (RepairCategory category : RepairCategory.values()) {
            if (node.isString() && category.name().equals(node.stringValue())) {
                return category;
            }
        }
        throw invalid("category");
    }

    private static String text(JsonNode node, String field, int shortest) {
        if (!node.isString()) {
            throw invalid(field);
        }
        String text = node.stringValue().strip();
        boolean printable = text.codePoints().noneMatch(Character::isISOControl);
        if (text.length() < shortest || text.length() > TEXT_LONGEST || !printable) {
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
