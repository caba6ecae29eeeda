package community.doorstep.delivery;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What WeChat takes in a template's places, which are named by type and number: thing1, time2. */
enum TemplateField {
    THING(20, "[\\s\\S]"),
    NUMBER(32, "[0-9.]"),
    LETTER(32, "[A-Za-z]"),
    SYMBOL(5, "[^\\p{L}\\p{N}\\s]"),
    CHARACTER_STRING(32, "[\\x21-\\x7e]"),
    TIME(32, "[\\s\\S]"),
    DATE(32, "[\\s\\S]"),
    AMOUNT(12, "[0-9.¥￥元-]"),
    PHONE_NUMBER(17, "[0-9+()-]"),
    CAR_NUMBER(8, "[\\p{L}\\p{N}]"),
    NAME(10, "[\\p{L}·. ]"),
    PHRASE(5, "\\p{IsHan}");

    private static final String NOTHING = "无";

    private final int most;
    private final String allowed;

    TemplateField(int most, String allowed) {
        this.most = most;
        this.allowed = allowed;
    }

    /** The value so that WeChat takes it: what does not belong there left out, what is too long cut with an ellipsis. */
    static String fit(String field, @Nullable String value) {
        TemplateField type = of(field);
        StringBuilder kept = new StringBuilder();
        (value == null ? "" : value.replaceAll("\\s+", " ").strip())
                .codePoints()
                .filter(point -> Character.toString(point).matches(type.allowed))
                .forEach(kept::appendCodePoint);
        String cut = type.cut(kept.toString());
        return cut.isEmpty() ? NOTHING : cut;
    }

    private String cut(String text) {
        if (text.codePointCount(0, text.length()) <= most) {
            return text;
        }
        boolean marked = this == THING;
        String head = text.substring(0, text.offsetByCodePoints(0, marked ? most - 1 : most));
        return marked ? head + "…" : head;
    }

    /** A type that WeChat added since is treated like a thing. */
    private static TemplateField of(String field) {
        String type = field.replaceAll("\\d+$", "").toUpperCase(Locale.ROOT);
        for (TemplateField known : values()) {
            if (known.name().equals(type)) {
                return known;
            }
        }
        return THING;
    }
}
