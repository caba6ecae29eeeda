package community.doorstep.shared;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Random words that a holder carries, in letters that stand in any address; we keep their hashes. */
public final class Secret {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private Secret() {}

    public static String fresh(int bytes) {
        byte[] bits = new byte[bytes];
        RANDOM.nextBytes(bits);
        return TEXT.encodeToString(bits);
    }

    /** SHA-256: enough for what cannot be guessed, too little for passwords. */
    public static String hash(String secret) {
        return TEXT.encodeToString(Sha256.of(secret.getBytes(StandardCharsets.UTF_8)));
    }
}
