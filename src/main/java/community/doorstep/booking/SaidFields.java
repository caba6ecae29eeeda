package community.doorstep.booking;

import community.doorstep.shared.GeoPoint;
import community.doorstep.shared.Refusal;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What was said of a booking, read field by field. Refuses {@code details-invalid} (400, member {@code field}), {@code
 * unknown-field}, {@code malformed-point}.
 */
public final class SaidFields {

    private static final Set<String> POINT = Set.of("latitude", "longitude");

    private final JsonNode details;
    private final boolean severalLines;

    private SaidFields(JsonNode details, boolean severalLines) {
        this.details = details;
        this.severalLines = severalLines;
    }

    /** @param known all that may be said */
    public static SaidFields of(JsonNode details, Set<String> known) {
        onlyKnown(details, known, "");
        return new SaidFields(details, false);
    }

    /** The same, whose texts may have more than one line. */
    public SaidFields withLines() {
        return new SaidFields(details, true);
    }

    private static void onlyKnown(JsonNode node, Set<String> fields, String at) {
        for (String name : node.propertyNames()) {
            if (!fields.contains(name)) {
                throw Refusal.badRequest("unknown-field").with("field", "details." + at + name);
            }
        }
    }

    /** Also when it is null. */
    public boolean has(String field) {
        return details.has(field);
    }

    /** A null says nothing. */
    public boolean says(String field) {
        return details.hasNonNull(field);
    }

    /** Stripped; its length is counted afterwards. */
    public String text(String field, int shortest, int longest) {
        JsonNode node = details.path(field);
        String text = node.isString() ? node.stringValue().strip() : "";
        boolean printable = text.codePoints().allMatch(this::isPrintable);
        if (!node.isString() || text.length() < shortest || text.length() > longest || !printable) {
            throw invalid(field);
        }
        return text;
    }

    private boolean isPrintable(int one) {
        return !Character.isISOControl(one) || (severalLines && one == '\n');
    }

    /** Empty when nothing is said. */
    public String optional(String field, int longest) {
        return says(field) ? text(field, 0, longest) : "";
    }

    public boolean flag(String field) {
        if (says(field) && !details.path(field).isBoolean()) {
            throw invalid(field);
        }
        return says(field) && details.path(field).booleanValue();
    }

    public GeoPoint place(String field) {
        JsonNode node = details.path(field);
        JsonNode latitude = node.path("latitude");
        JsonNode longitude = node.path("longitude");
        if (!latitude.isNumber() || !longitude.isNumber()) {
            throw invalid(field);
        }
        onlyKnown(node, POINT, field + ".");
        return new GeoPoint(latitude.doubleValue(), longitude.doubleValue()).onEarth();
    }

    public <E extends Enum<E>> E one(Class<E> type, String field) {
        return named(constants(type), details.path(field), field);
    }

    public <E extends Enum<E>> EnumSet<E> all(Class<E> type, String field) {
        return all(type, constants(type), field);
    }

    /** Of these only; none when nothing is said. */
    public <E extends Enum<E>> EnumSet<E> all(Class<E> type, Collection<E> allowed, String field) {
        EnumSet<E> named = EnumSet.noneOf(type);
        JsonNode node = details.path(field);
        if (has(field) && (!node.isArray() || node.size() > type.getEnumConstants().length)) {
            throw invalid(field);
        }
        node.forEach(one -> named.add(named(allowed, one, field)));
        return named;
    }

    private static <E extends Enum<E>> List<E> constants(Class<E> type) {
        return Arrays.asList(type.getEnumConstants());
    }

    private static <E extends Enum<E>> E named(Collection<E> allowed, JsonNode node, String field) {
        return allowed.stream()
                .filter(constant -> node.isString() && constant.name().equals(node.stringValue()))
                .findFirst()
                .orElseThrow(() -> invalid(field));
    }

    public static Refusal invalid(String field) {
        return Refusal.badRequest("details-invalid").with("field", field);
    }
}
