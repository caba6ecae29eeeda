package community.doorstep.identity;

import community.doorstep.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** An opaque secret: 256 random bits for the holder, its hash for us. */
record Token(String secret) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    static Token fresh() {
        byte[] bits = new byte[32];
        RANDOM.nextBytes(bits);
        return new Token(TEXT.encodeToString(bits));
    }

    String hash() {
        return TEXT.encodeToString(Sha256.of(secret.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "Token[…]";
    }
}
