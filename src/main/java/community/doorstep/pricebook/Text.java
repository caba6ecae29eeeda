package community.doorstep.pricebook;

import org.jspecify.annotations.Nullable;

/** Texts as they come from JSON, where any may be missing. */
final class Text {

    private Text() {}

    static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
