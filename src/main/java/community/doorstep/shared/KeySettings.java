package community.doorstep.shared;

import com.google.crypto.tink.subtle.Hkdf;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The encryption keys ({@code DOORSTEP_KEYS}).
 *
 * @param keys each {@code number:base64 of 32 bytes}, newest first; to replace one, put the new one in front and keep
 *     the old one until nothing is sealed under it
 */
@ConfigurationProperties("doorstep")
record KeySettings(List<String> keys) {

    private static final int BYTES = 32;

    /** A key with its number, from which those for each purpose are derived. */
    record Master(byte number, byte[] secret) {

        byte[] derive(String purpose) throws GeneralSecurityException {
            return Hkdf.computeHkdf("HMACSHA256", secret, new byte[0], purpose.getBytes(StandardCharsets.UTF_8), BYTES);
        }

        @Override
        public String toString() {
            return "Master[" + number + "]";
        }
    }

    KeySettings {
        if (keys == null || keys.isEmpty()) {
            throw new IllegalArgumentException("Set DOORSTEP_KEYS to number:base64-of-32-bytes, newest first"
                    + " (to try the house out with everything embedded: mvn spring-boot:test-run)");
        }
    }

    List<Master> masters() {
        return keys.stream().map(KeySettings::master).toList();
    }

    private static Master master(String written) {
        String[] parts = written.strip().split(":", 2);
        byte[] secret = Base64.getDecoder().decode(parts[1]);
        if (secret.length != BYTES) {
            throw new IllegalArgumentException("doorstep.keys (DOORSTEP_KEYS): a key must be 32 bytes in base64");
        }
        return new Master(Byte.parseByte(parts[0]), secret);
    }
}
