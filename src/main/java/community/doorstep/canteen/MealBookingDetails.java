package community.doorstep.canteen;

import community.doorstep.booking.BookingDetails;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.menu.Allergen;
import community.doorstep.menu.DietMark;
import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Refusal;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Said nothing, a meal is eaten there. Refuses {@code details-invalid} (400, member {@code field}), {@code unknown-field}. */
@Component
class MealBookingDetails implements BookingDetails {

    private static final Set<String> FIELDS =
            Set.of("serving", "needs", "confirmedAllergens", "address", "place", "note");
    private static final Set<String> POINT = Set.of("latitude", "longitude");
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
            throw Refusal.badRequest("details-invalid").with("field", "details");
        }
        onlyKnown(details, FIELDS, "");
        return json.valueToTree(said(details));
    }

    private static MealDetails said(JsonNode details) {
        JsonNode how = details.path("serving");
        Serving serving = how.isMissingNode() ? Serving.DINE_IN : named(Serving.class, how, "serving");
        boolean carried = serving == Serving.DELIVERY;
        if (!carried && (details.has("address") || details.has("place"))) {
            throw invalid("address");
        }
        return new MealDetails(
                serving,
                all(DietMark.class, details.path("needs"), "needs"),
                all(Allergen.class, details.path("confirmedAllergens"), "confirmedAllergens"),
                carried ? text(details.path("address"), "address", ADDRESS_SHORTEST) : null,
                carried ? place(details.path("place")) : null,
                details.path("note").isMissingNode() ? "" : text(details.path("note"), "note", 0));
    }

    /** What {@link #checked} returned, read back; an empty object when nothing was said. */
    MealDetails read(JsonNode details) {
        return details.isEmpty() ? MealDetails.PLAIN : json.treeToValue(details, MealDetails.class);
    }

    private static void onlyKnown(JsonNode node, Set<String> fields, String at) {
        for (String name : node.propertyNames()) {
            if (!fields.contains(name)) {
                throw Refusal.badRequest("unknown-field").with("field", "details." + at + name);
            }
        }
    }

    private static <E extends Enum<E>> EnumSet<E> all(Class<E> type, JsonNode node, String field) {
        EnumSet<E> named = EnumSet.noneOf(type);
        if (node.isMissingNode()) {
            return named;
        }
        if (!node.isArray() || node.size() > type.getEnumConstants().length) {
            throw invalid(field);
        }
        node.forEach(one -> named.add(named(type, one, field)));
        return named;
    }

    private static <E extends Enum<E>> E named(Class<E> type, JsonNode node, String field) {
        for (E constant : type.getEnumConstants()) {
            if (node.isString() && constant.name().equals(node.stringValue())) {
                return constant;
            }
        }
        throw invalid(field);
    }

    private static String text(JsonNode node, String field, int shortest) {
        String text = node.isString() ? node.stringValue().strip() : "";
        boolean printable = text.codePoints().noneMatch(Character::isISOControl);
        if (!node.isString() || text.length() < shortest || text.length() > TEXT_LONGEST || !printable) {
            throw invalid(field);
        }
        return text;
    }

    private static @Nullable GeoPoint place(JsonNode node) {
        JsonNode latitude = node.path("latitude");
        JsonNode longitude = node.path("longitude");
        if (!latitude.isNumber() || !longitude.isNumber()) {
            throw invalid("place");
        }
        onlyKnown(node, POINT, "place.");
        return new GeoPoint(latitude.doubleValue(), longitude.doubleValue()).onEarth();
    }

    private static Refusal invalid(String field) {
        return Refusal.badRequest("details-invalid").with("field", field);
    }
}
