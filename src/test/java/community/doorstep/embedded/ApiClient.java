package community.doorstep.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of the public API, as one person; it waits for each answer and expects a success. */
public final class ApiClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final String url;
    private final Map<String, String> headers;

    private ApiClient(HttpClient http, String url, Map<String, String> headers) {
        this.http = http;
        this.url = url;
        this.headers = headers;
    }

    /** Nobody yet. */
    public ApiClient(String url) {
        this(HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build(), url, Map.of());
    }

    public ApiClient with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new ApiClient(http, url, more);
    }

    public ApiClient as(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** An answer, whatever it is. */
    public record Answer(int status, JsonNode body, HttpResponse<String> response) {
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public JsonNode get(String path) {
        return expected("GET", path, exchange("GET", path, null));
    }

    public JsonNode put(String path, Object body) {
        return expected("PUT", path, exchange("PUT", path, body));
    }

    /** For what may be refused with this code. */
    public void putUnless(String code, String path, Object body) {
        Answer answer = exchange("PUT", path, body);
        if (!answer.body().path("code").asString("").equals(code)) {
            expected("PUT", path, answer);
        }
    }

    public JsonNode patch(String path, Object body) {
        return expected("PATCH", path, exchange("PATCH", path, body));
    }

    public JsonNode post(String path, Object body, String key) {
        return expected("POST", path, with("Idempotency-Key", key).exchange("POST", path, body));
    }

    /** For what needs no key. */
    public JsonNode post(String path, Object body) {
        return expected("POST", path, exchange("POST", path, body));
    }

    /** The id of what the post has made, or made before with the same key. */
    public String made(String path, Object body, String key) {
        return post(path, body, key).get("id").asString();
    }

    /** With an {@code If-Match}, where the API asks for one. */
    public ApiClient ifMatch(String etag) {
        return with("If-Match", etag);
    }

    private static JsonNode expected(String method, String path, Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException(method + " " + path + " answered " + answer.status() + " " + answer.body());
        }
        return answer.body();
    }

    public Answer exchange(String method, String path, Object body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
        headers.forEach(request::header);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json");
            request.method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        }
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean empty = response.body().isEmpty();
            return new Answer(
                    response.statusCode(), empty ? JSON.nullNode() : JSON.readTree(response.body()), response);
        } catch (IOException failed) {
            throw new UncheckedIOException(method + " " + path, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Stopped during " + method + " " + path, stopped);
        }
    }
}
