package community.doorstep.passes;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The hash of digits that lies on tablets: PBKDF2-HMAC-SHA-256 with the salt of the station and day, slow enough that
 * trying all digits takes hours, by when the day is over.
 */
record DigitHash(byte[] salt, int rounds) {

    static final String ALGORITHM = "PBKDF2-HMAC-SHA256";

    private static final int BITS = 256;
    private static final int MOST = 1_000_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    static String randomDigits() {
        return "%06d".formatted(RANDOM.nextInt(MOST));
    }

    static byte[] randomSalt() {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return salt;
    }

    /** Takes some milliseconds, on a thread of its own. */
    Mono<String> of(String digits) {
        return Mono.fromCallable(() -> hash(digits)).subscribeOn(Schedulers.boundedElastic());
    }

    private String hash(String digits) throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(digits.toCharArray(), salt, rounds, BITS);
        byte[] hash = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
        return Base64.getEncoder().encodeToString(hash);
    }
}
