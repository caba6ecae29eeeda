package community.doorstep.shared;

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

    KeySettings {
        if (keys == null || keys.isEmpty()) {
            throw new IllegalArgumentException("Set DOORSTEP_KEYS to number:base64-of-32-bytes, newest first"
                    + " (to try the house out with everything embedded: mvn spring-boot:test-run)");
        }
    }
}
