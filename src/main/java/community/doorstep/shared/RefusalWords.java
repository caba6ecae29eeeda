package community.doorstep.shared;

import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import org.springframework.stereotype.Component;

/** The words of each refusal, in Chinese unless the caller asks for English. */
@Component
public class RefusalWords {

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final ResourceBundle chinese = ResourceBundle.getBundle("refusals", Locale.CHINESE, NO_FALLBACK);
    private final ResourceBundle english = ResourceBundle.getBundle("refusals", Locale.ENGLISH, NO_FALLBACK);

    /** The sentence for the code, with {@code {name}} filled from the members. */
    public String sentence(String code, Map<String, Object> members, Locale locale) {
        ResourceBundle words = locale.getLanguage().equals("en") ? english : chinese;
        String sentence;
        try {
            sentence = words.getString(code);
        } catch (MissingResourceException unworded) {
            return code;
        }
        for (Map.Entry<String, Object> member : members.entrySet()) {
            sentence = sentence.replace("{" + member.getKey() + "}", String.valueOf(member.getValue()));
        }
        return sentence;
    }
}
