package community.doorstep.shared;

import io.lettuce.core.codec.Base16;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;

/** A Lua script that answers a whole number, read once when its class is loaded. */
public record CountingScript(String text, String digest) {

    public static CountingScript read(String path) {
        try {
            String text = new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
            return new CountingScript(text, Base16.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
