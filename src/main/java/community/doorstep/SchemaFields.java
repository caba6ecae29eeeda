package community.doorstep;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of a record's fields in the API what Java says of them: those that are not nullable are always there. */
final class SchemaFields {

    private SchemaFields() {}

    static void complete(Schema<?> schema, Class<?> type) {
        Map<String, Schema> fields = schema.getProperties();
        if (!type.isRecord() || fields == null) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            String name = name(component);
            Schema<?> field = fields.get(name);
            if (field == null) {
                continue;
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                fields.put(name, orNull(field));
            } else if (schema.getRequired() == null || !schema.getRequired().contains(name)) {
                schema.addRequiredItem(name);
            }
        }
    }

    private static String name(RecordComponent component) {
        JsonProperty other = component.getAccessor().getAnnotation(JsonProperty.class);
        return other == null ? component.getName() : other.value();
    }

    private static Schema<?> orNull(Schema<?> field) {
        if (field.get$ref() != null || field.getEnum() != null) {
            return new Schema<>().anyOf(List.of(field, new Schema<>().types(Set.of("null"))));
        }
        if (field.getTypes() != null) {
            Set<String> types = new LinkedHashSet<>(field.getTypes());
            types.add("null");
            field.setTypes(types);
        }
        return field;
    }
}
