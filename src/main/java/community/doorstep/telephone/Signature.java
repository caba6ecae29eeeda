package community.doorstep.telephone;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 in hex. */
final class Signature {

    private final Mac keyed;

    /** An empty secret, where there is no gateway or it asks for none, signs with a key that everybody knows. */
    Signature(String secret) {
        String key = secret.isEmpty() ? "unsigned" : secret;
        try {
            keyed = Mac.getInstance("HmacSHA256");
            keyed.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A copy each time: what signs must not be shared, and making one anew may wait. */
    String of(String text) {
        try {
            Mac own = (Mac) keyed.clone();
            return HexFormat.of().formatHex(own.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
