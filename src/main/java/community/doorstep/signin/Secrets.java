package community.doorstep.signin;

import community.doorstep.shared.Secret;
import java.security.SecureRandom;

/** Random words that people or browsers carry; we keep their hashes. */
final class Secrets {

    /** Without what looks alike: 0 and O, 1 and I and L. */
    private static final String SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Secrets() {}

    /** 256 bits. */
    static String fresh() {
        return Secret.fresh(BYTES);
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
        return Secret.hash(secret);
    }
}
