package community.doorstep.shared;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** The version that an admin has seen, there and back. */
public final class IfMatch {

    private static final Pattern ETAG = Pattern.compile("\"(\\d{1,18})\"");

    private IfMatch() {}

    /** Refuses {@code if-match-missing} (428), {@code version-changed} (412) for what was never an ETag of ours. */
    public static long version(@Nullable String header) {
        if (header == null) {
            throw Refusal.preconditionRequired("if-match-missing");
        }
        Matcher matcher = ETAG.matcher(header.strip());
        if (!matcher.matches()) {
            throw Refusal.preconditionFailed("version-changed");
        }
        return Long.parseLong(matcher.group(1));
    }

    public static <T> ResponseEntity<T> answer(HttpStatus status, long version, T body) {
        return ResponseEntity.status(status).eTag("\"" + version + "\"").body(body);
    }
}
