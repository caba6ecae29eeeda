package community.doorstep.delivery;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The templates of this deployment, and how a message of each is filled in. */
@Component
class Templates {

    private final Map<String, DeliverySettings.Template> byKind = new LinkedHashMap<>();

    Templates(DeliverySettings settings) {
        Map<String, DeliverySettings.Template> configured = settings.templates();
        if (configured != null) {
            configured.forEach((kind, template) -> byKind.put(plain(kind), template));
        }
    }

    /** Environment variables cannot write a hyphen. */
    private static String plain(String kind) {
        return kind.replace("-", "").toLowerCase(Locale.ROOT);
    }

    boolean has(String kind) {
        return byKind.containsKey(plain(kind));
    }

    DeliverySettings.@Nullable Template of(String kind) {
        return byKind.get(plain(kind));
    }

    /** The ids that people may accept. */
    Set<String> ids() {
        Set<String> ids = new TreeSet<>();
        byKind.values().forEach(template -> ids.add(template.id()));
        return ids;
    }

    static Map<String, String> filled(DeliverySettings.Template template, Map<String, String> values) {
        Map<String, String> filled = new LinkedHashMap<>();
        template.fields().forEach((field, name) -> filled.put(field, TemplateField.fit(field, values.get(name))));
        return filled;
    }
}
