package community.doorstep.shared;

import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.core.io.ClassPathResource;

/** A Lua script with what it answers, read once when its class is loaded. */
public record RedisScript<T>(String text, String digest, ScriptOutputType output) {

    /** One that answers a whole number. */
    public static RedisScript<Long> counting(String path) {
        return read(path, ScriptOutputType.INTEGER);
    }

    /** One that answers a word. */
    public static RedisScript<String> saying(String path) {
        return read(path, ScriptOutputType.VALUE);
    }

    /** One that answers several words and numbers. */
    public static RedisScript<List<Object>> listing(String path) {
        return read(path, ScriptOutputType.MULTI);
    }

    private static <T> RedisScript<T> read(String path, ScriptOutputType output) {
        try {
            String text = new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
            return new RedisScript<>(text, Base16.digest(text.getBytes(StandardCharsets.UTF_8)), output);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
