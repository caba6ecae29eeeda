package community.doorstep;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;

/** The limits stand where the application knows who is calling. */
class RateLimitApiTests extends ApiTest {

    @Autowired
    private ReactiveStringRedisTemplate redis;

    @Test
    void writesAreCountedByPersonAndSignInsByAddress() {
        Town.Person resident = town().resident("刘大爷", "1944-05-01");

        assertThat(redis.hasKey("l:{person:" + resident.id() + "}").block()).isTrue();
        assertThat(redis.hasKey("l:{address:7f000001}").block()).isTrue();
    }

    @Test
    void readingIsNotCounted() {
        Town.Person resident = town().signIn("reader" + Town.unique(), Town.phone());

        town().get(resident, "/api/me");

        assertThat(redis.hasKey("l:{person:" + resident.id() + "}").block()).isFalse();
    }
}
