package community.doorstep.shared;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A request that was understood and is refused, with a stable code that clients may rely on. Its words stand in
 * {@code refusals_zh.properties} and {@code refusals_en.properties} under the code.
 */
public final class Refusal extends RuntimeException {

    private final HttpStatus status;
    private final String code;
    private final @Nullable Duration retryAfter;
    private final Map<String, Object> members = new LinkedHashMap<>();

    private Refusal(HttpStatus status, String code, @Nullable Duration retryAfter) {
        super(code, null, false, false);
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    static Refusal of(HttpStatus status, String code) {
        return new Refusal(status, code, null);
    }

    public static Refusal badRequest(String code) {
        return new Refusal(HttpStatus.BAD_REQUEST, code, null);
    }

    public static Refusal unauthenticated(String code) {
        return new Refusal(HttpStatus.UNAUTHORIZED, code, null);
    }

    public static Refusal forbidden(String code) {
        return new Refusal(HttpStatus.FORBIDDEN, code, null);
    }

    /** Also for what exists and is not the caller's to see. */
    public static Refusal notFound(String code) {
        return new Refusal(HttpStatus.NOT_FOUND, code, null);
    }

    public static Refusal conflict(String code) {
        return new Refusal(HttpStatus.CONFLICT, code, null);
    }

    public static Refusal preconditionFailed(String code) {
        return new Refusal(HttpStatus.PRECONDITION_FAILED, code, null);
    }

    public static Refusal preconditionRequired(String code) {
        return new Refusal(HttpStatus.PRECONDITION_REQUIRED, code, null);
    }

    public static Refusal tooLarge(String code) {
        return new Refusal(HttpStatus.CONTENT_TOO_LARGE, code, null);
    }

    public static Refusal unprocessable(String code) {
        return new Refusal(HttpStatus.UNPROCESSABLE_CONTENT, code, null);
    }

    public static Refusal tooMany(String code, Duration retryAfter) {
        return new Refusal(HttpStatus.TOO_MANY_REQUESTS, code, retryAfter);
    }

    public static Refusal unavailable(String code, Duration retryAfter) {
        return new Refusal(HttpStatus.SERVICE_UNAVAILABLE, code, retryAfter);
    }

    /** Adds a member to the problem document, which the words may use as {@code {name}}. */
    public Refusal with(String name, Object value) {
        members.put(name, value);
        return this;
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public Map<String, Object> members() {
        return members;
    }
}
