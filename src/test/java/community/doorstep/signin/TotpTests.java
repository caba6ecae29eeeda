package community.doorstep.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TotpTests {

    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @Test
    void makesTheCodesOfRfc6238() {
        assertThat(Totp.code(SECRET, Instant.ofEpochSecond(59))).isEqualTo("287082");
        assertThat(Totp.code(SECRET, Instant.ofEpochSecond(1111111109L))).isEqualTo("081804");
        assertThat(Totp.code(SECRET, Instant.ofEpochSecond(1234567890L))).isEqualTo("005924");
        assertThat(Totp.code(SECRET, Instant.ofEpochSecond(20000000000L))).isEqualTo("353130");
    }

    @Test
    void takesTheCodesOfThreeStepsAndNoOther() {
        Instant now = Instant.ofEpochSecond(1111111109L);
        long step = now.getEpochSecond() / 30;

        for (int off = -3; off <= 3; off++) {
            String code = Totp.code(SECRET, now.plusSeconds(30L * off));
            if (Math.abs(off) <= 1) {
                assertThat(Totp.step(SECRET, code, now)).hasValue(step + off);
            } else {
                assertThat(Totp.step(SECRET, code, now)).isEmpty();
            }
        }
        assertThat(Totp.step(SECRET, "", now)).isEmpty();
        assertThat(Totp.step(SECRET, "二八七〇八二", now)).isEmpty();
    }

    @Test
    void writesBase32AsRfc4648() {
        assertThat(base32("")).isEmpty();
        assertThat(base32("f")).isEqualTo("MY");
        assertThat(base32("fo")).isEqualTo("MZXQ");
        assertThat(base32("foobar")).isEqualTo("MZXW6YTBOI");
        assertThat(base32("12345678901234567890")).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    private static String base32(String text) {
        return Base32.of(text.getBytes(StandardCharsets.US_ASCII));
    }
}
