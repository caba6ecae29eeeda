package community.doorstep.signin;

import community.doorstep.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Random words that people or browsers carry; we keep their hashes. */
final class Secrets {

    /** Without what looks alike: 0 and O, 1 and I and L. */
    private static final String SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private Secrets() {}

    /** 256 bits. */
    static String fresh() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return TEXT.encodeToString(bits);
    }

    /** To be read from a screen or a sheet; nearly five bits a sign. */
    static String legible(int length) {
        StringBuilder word = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            word.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        return word.toString();
    }

    static String hash(String secret) {
        return TEXT.encodeToString(Sha256.of(secret.getBytes(StandardCharsets.UTF_8)));
    }
}
