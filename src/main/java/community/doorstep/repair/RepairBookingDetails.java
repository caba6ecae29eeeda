package community.doorstep.repair;

import community.doorstep.booking.BookingDetails;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.shared.GeoPoint;
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
    private static final Set<String> POINT = Set.of("latitude", "longitude");
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
        onlyKnown(details, FIELDS, "");
        RepairCategory category = category(details.path("category"));
        return json.valueToTree(new RepairDetails(
                category,
                text(details.path("address"), "address", ADDRESS_SHORTEST, TEXT_LONGEST),
                place(details.path("place")),
                optional(details, "note", TEXT_LONGEST),
                stairs(details.path("stairs")),
                optional(details, "building", NUMBER_LONGEST),
                optional(details, "unit", NUMBER_LONGEST),
                optional(details, "flat", NUMBER_LONGEST),
                optional(details, "entranceCode", NUMBER_LONGEST),
                answers(category, details.path("answers"))));
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

    private static String optional(JsonNode details, String field, int longest) {
        JsonNode node = details.path(field);
        return node.isMissingNode() || node.isNull() ? "" : text(node, field, 0, longest);
    }

    private static String text(JsonNode node, String field, int shortest, int longest) {
        if (!node.isString()) {
            throw invalid(field);
        }
        String text = node.stringValue().strip();
        boolean printable = text.codePoints().noneMatch(Character::isISOControl);
        if (text.length() < shortest || text.length() > longest || !printable) {
            throw invalid(field);
        }
        return text;
    }

    /** The codes of the questions that were answered with yes; only what is asked about the category. */
    private static Set<Question> answers(RepairCategory category, JsonNode node) {
        Set<Question> yes = EnumSet.noneOf(Question.class);
        if (node.isMissingNode() || node.isNull()) {
            return yes;
        }
        if (!node.isArray()) {
            throw invalid("answers");
        }
        for (JsonNode answer : node) {
            yes.add(category.questions().stream()
                    .filter(question -> answer.isString() && question.name().equals(answer.stringValue()))
                    .findFirst()
                    .orElseThrow(() -> invalid("answers")));
        }
        return yes;
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
