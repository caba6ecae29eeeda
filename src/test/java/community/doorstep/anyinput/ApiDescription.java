package community.doorstep.anyinput;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/** The operations of the API and the shapes of what they take. */
final class ApiDescription {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "patch", "delete");
    private static final String REFERENCE = "#/components/schemas/";

    private final Map<String, Object> whole;

    ApiDescription(String yaml) {
        this.whole = new Yaml().load(yaml);
    }

    /** One operation; {@code body} is what it takes as JSON, null when it takes none or something else. */
    record Call(String method, String path, List<Parameter> parameters, Map<String, Object> body, boolean streams) {}

    /** {@code in} is one of path, query and header. */
    record Parameter(String name, String in, Map<String, Object> schema) {}

    List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        map(whole.get("paths"))
                .forEach((path, item) -> map(item).forEach((method, operation) -> {
                    if (METHODS.contains(method)) {
                        calls.add(call(method.toUpperCase(java.util.Locale.ROOT), path, map(operation)));
                    }
                }));
        return calls;
    }

    private static Call call(String method, String path, Map<String, Object> operation) {
        List<Parameter> parameters = list(operation.get("parameters")).stream()
                .map(ApiDescription::map)
                .map(one -> new Parameter((String) one.get("name"), (String) one.get("in"), map(one.get("schema"))))
                .toList();
        Map<String, Object> content = map(map(operation.get("requestBody")).get("content"));
        Object body = map(content.get("application/json")).get("schema");
        boolean streams = operation.get("responses").toString().contains("text/event-stream");
        return new Call(method, path, parameters, body == null ? null : map(body), streams);
    }

    /** With what it refers to in its place. */
    Map<String, Object> resolved(Map<String, Object> schema) {
        Map<String, Object> here = schema;
        while (here.get("$ref") instanceof String reference) {
            here = map(map(map(whole.get("components")).get("schemas")).get(reference.substring(REFERENCE.length())));
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            if (here.containsKey(choice)) {
                return resolved(map(list(here.get(choice)).get(0)));
            }
        }
        return here;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object tree) {
        return tree == null ? Map.of() : (Map<String, Object>) tree;
    }

    static List<?> list(Object tree) {
        return tree == null ? List.of() : (List<?>) tree;
    }
}
