package community.doorstep.screens;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One file of the screens, compressed once.
 *
 * @param gzipped null where compressing gains nothing
 * @param lasting its name changes with its content, so that browsers may keep it for good
 */
// Never compared.
@SuppressWarnings("ArrayRecordComponent")
record ScreenFile(String type, byte[] bytes, byte @Nullable [] gzipped, String etag, boolean lasting) {

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=UTF-8",
            "js", "text/javascript;charset=UTF-8",
            "css", "text/css;charset=UTF-8",
            "json", "application/json",
            "txt", "text/plain;charset=UTF-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "woff2", "font/woff2",
            "ico", "image/x-icon");

    /** As the bundler names what it hashed: {@code index-B1xQz_9a.js}, also in the folder of assets only. */
    private static final Pattern HASHED = Pattern.compile("(.*/)?assets/.*[-.][A-Za-z0-9_-]{8}\\.\\w+");

    static ScreenFile of(String name, byte[] bytes) {
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        byte[] smaller =
                type.startsWith("text/") || type.contains("json") || type.contains("svg") ? gzip(bytes) : bytes;
        return new ScreenFile(
                type,
                bytes,
                smaller.length < bytes.length ? smaller : null,
                '"' + digest(bytes) + '"',
                HASHED.matcher(name).matches());
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream(bytes.length / 3 + 64);
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(Arrays.copyOf(digest, 8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
