package community.doorstep.wechat.simulator;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import reactor.netty.http.server.HttpServerRequest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request to the simulator; header names in lower case, {@code uri} as it was signed. */
record Call(
        String method,
        String uri,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        Map<String, String> inPath) {

    static final JsonMapper JSON = new JsonMapper();

    static Call of(HttpServerRequest request, String body) {
        QueryStringDecoder uri = new QueryStringDecoder(request.uri());
        Map<String, String> query = uri.parameters().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().get(0)));
        Map<String, String> headers = request.requestHeaders().entries().stream()
                .collect(Collectors.toMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT), Map.Entry::getValue, (one, other) -> one));
        return new Call(request.method().name(), request.uri(), uri.path(), query, headers, body, Map.of());
    }

    Call within(Map<String, String> found) {
        return new Call(method, uri, path, query, headers, body, found);
    }

    String part(String name) {
        return inPath.get(name);
    }

    String query(String name) {
        return query.getOrDefault(name, "");
    }

    String query(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    String header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    JsonNode json() {
        try {
            return JSON.readTree(body.isEmpty() ? "{}" : body);
        } catch (JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }
}
