package community.doorstep.signin;

import java.time.Instant;
import org.apache.commons.codec.binary.Base32;

/** The app on a phone that shows six digits for a secret. */
public record Authenticator(String secret) {

    public String code(Instant at) {
        return Totp.code(bytes(), at);
    }

    public byte[] bytes() {
        return new Base32().decode(secret);
    }
}
