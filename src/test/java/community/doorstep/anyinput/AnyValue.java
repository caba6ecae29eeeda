package community.doorstep.anyinput;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Values as a schema wants them, and values that no schema wants. */
final class AnyValue {

    private static final int DEEPEST = 6;
    private static final List<String> WORDS = List.of("小雨", "望江街 12 号", "TAP", "ok", "老人🏠", "<b>x</b>", "O'Neil");

    /** Each has broken some server. */
    private static final List<Object> ODD = odd();

    private final ApiDescription description;
    private final Random random;
    private final List<String> ids;
    private final LocalDate today;

    AnyValue(ApiDescription description, Random random, List<String> ids, LocalDate today) {
        this.description = description;
        this.random = random;
        this.ids = ids;
        this.today = today;
    }

    private static List<Object> odd() {
        List<Object> odd = new ArrayList<>(List.of(
                "",
                " ",
                "\u0000",
                "a\u0000b",
                "\ud800",
                "\u202e",
                "雨".repeat(5_000),
                "'; DROP TABLE person; --",
                "%00%"));
        odd.addAll(List.of("../../etc/passwd", "NaN", "0001-01-01", "9999-12-31", "2026-02-30", "25:00", "-1"));
        odd.addAll(List.of("9999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z", "PT999999999999H", "1e400", "١٢٣"));
        odd.addAll(List.of(-1, 0, 1.5, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 1e308));
        odd.addAll(List.of(true, List.of(), Map.of(), List.of(List.of()), Map.of("", ""), Map.of("\u0000", 1)));
        odd.add(null);
        odd.add(new ArrayList<>(java.util.Collections.nCopies(2, null)));
        return odd;
    }

    private Object oddOne() {
        return ODD.get(random.nextInt(ODD.size()));
    }

    /** As the schema wants it, but for a few places. */
    Object body(Map<String, Object> schema) {
        Object value = value(schema, 0);
        for (int spoiled = random.nextInt(3); spoiled > 0; spoiled--) {
            value = spoiled(value);
        }
        return value;
    }

    /** As one word of an address or a header. */
    String word(Map<String, Object> schema) {
        Object value = random.nextInt(4) == 0 ? oddOne() : value(schema, 0);
        return String.valueOf(value);
    }

    private Object value(Map<String, Object> unresolved, int depth) {
        Map<String, Object> schema = description.resolved(unresolved);
        if (schema.containsKey("enum")) {
            return any(ApiDescription.list(schema.get("enum")));
        }
        Object types = schema.get("type");
        String type = String.valueOf(types instanceof List<?> several ? several.get(0) : types);
        if (types instanceof List<?> && random.nextInt(4) == 0) {
            return null;
        }
        return switch (type) {
            case "object" -> depth < DEEPEST ? object(schema, depth + 1) : Map.of();
            case "array" -> depth < DEEPEST ? array(schema, depth + 1) : List.of();
            case "integer" -> number(schema);
            case "number" -> number(schema) + random.nextInt(10) / 10.0;
            case "boolean" -> random.nextBoolean();
            default -> string(String.valueOf(schema.get("format")));
        };
    }

    private Object object(Map<String, Object> schema, int depth) {
        Map<String, Object> made = new LinkedHashMap<>();
        ApiDescription.map(schema.get("properties"))
                .forEach((name, property) -> made.put(name, value(ApiDescription.map(property), depth)));
        if (schema.get("additionalProperties") instanceof Map<?, ?> more) {
            made.put(any(ids), value(ApiDescription.map(more), depth));
        }
        return made;
    }

    private Object array(Map<String, Object> schema, int depth) {
        List<Object> made = new ArrayList<>();
        for (int left = random.nextInt(3); left > 0; left--) {
            made.add(value(ApiDescription.map(schema.get("items")), depth));
        }
        return made;
    }

    private long number(Map<String, Object> schema) {
        long least = schema.get("minimum") instanceof Number number ? number.longValue() : 0;
        return least + random.nextInt(20);
    }

    private String string(String format) {
        return switch (format) {
            case "uuid" -> random.nextInt(5) == 0 ? UUID.randomUUID().toString() : any(ids);
            case "date" -> today.plusDays(random.nextInt(20) - 5L).toString();
            case "date-time" -> today.plusDays(random.nextInt(20) - 5L) + "T04:30:00Z";
            case "time" -> "1" + random.nextInt(10) + ":30";
            default -> random.nextInt(3) == 0 ? any(ids) : any(WORDS);
        };
    }

    /** With an odd value somewhere in it. */
    private Object spoiled(Object value) {
        if (value instanceof Map<?, ?> map && !map.isEmpty() && random.nextInt(10) > 0) {
            Map<Object, Object> changed = new LinkedHashMap<>(map);
            Object key = any(List.copyOf(changed.keySet()));
            changed.put(key, spoiled(changed.get(key)));
            return changed;
        }
        if (value instanceof List<?> list && !list.isEmpty() && random.nextInt(10) > 0) {
            List<Object> changed = new ArrayList<>(list);
            int at = random.nextInt(changed.size());
            changed.set(at, spoiled(changed.get(at)));
            return changed;
        }
        return oddOne();
    }

    private <T> T any(List<T> several) {
        return several.get(random.nextInt(several.size()));
    }
}
