package community.doorstep.signin;

import java.math.BigInteger;
import java.time.Instant;

/** The app on a phone that shows six digits for a secret. */
public record Authenticator(String secret) {

    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public String code(Instant at) {
        return Totp.code(bytes(), at);
    }

    public byte[] bytes() {
        BigInteger bits = BigInteger.ZERO;
        for (char sign : secret.toCharArray()) {
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(SIGNS.indexOf(sign)));
        }
        byte[] bytes = new byte[secret.length() * 5 / 8];
        byte[] found = bits.toByteArray();
        int most = Math.min(found.length, bytes.length);
        System.arraycopy(found, found.length - most, bytes, bytes.length - most, most);
        return bytes;
    }
}
