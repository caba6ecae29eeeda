package community.doorstep.shared;

import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.Town;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.util.ReflectionTestUtils;

/** The limits stand where the application knows who is calling. */
class RateLimitApiTests extends ApiTest {

    @Autowired
    private RateLimits limits;

    @Autowired
    private RateLimitSettings usual;

    @AfterEach
    void asBefore() {
        set(usual);
    }

    @Test
    void aPersonsWritesAreLimitedAndNobodyElses() {
        Town.Person busy = town().resident("刘大爷", "1944-05-01");
        Town.Person other = town().resident("张阿姨", "1950-05-01");
        set(new RateLimitSettings(true, usual.signInsPerAddress(), 3));
        Map<String, Object> change = Map.of("name", "刘大爷");

        Town.Answer last = null;
        for (int write = 0; write < 10; write++) {
            last = town().exchange("PATCH", busy, "/api/me", change, null);
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.code()).isEqualTo("rate-limited");
        assertThat(town().exchange("GET", busy, "/api/me", null, null).status()).isEqualTo(200);
        assertThat(town().exchange("PATCH", other, "/api/me", change, null).status())
                .isEqualTo(200);
    }

    @Test
    void signInsFromOneAddressAreLimited() {
        town();
        set(new RateLimitSettings(true, 2, usual.writesPerPerson()));

        Town.Answer last = null;
        for (int attempt = 0; attempt < 10; attempt++) {
            last = town().exchange("POST", null, "/api/sessions", Map.of("code", "dev-limited"), null);
        }

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.code()).isEqualTo("rate-limited");
    }

    private void set(RateLimitSettings settings) {
        ReflectionTestUtils.setField(limits, "settings", settings);
    }
}
