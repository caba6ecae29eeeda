package community.doorstep.wechat;

import static community.doorstep.wechat.WechatFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

import community.doorstep.ApiTest;
import community.doorstep.embedded.Ports;
import community.doorstep.shared.Seal;
import community.doorstep.wechat.simulator.WechatSimulator;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceClientConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;

class TokenStoreTests extends ApiTest {

    private static final String KEY = "{wechat}:access_token:wx00d00r57e9000001";

    @Autowired
    private StringRedisTemplate redis;

    @Autowired
    private Seal seal;

    private WechatSimulator wechat;

    @BeforeEach
    void aWechatOfItsOwn() {
        redis.delete(KEY);
        wechat = new WechatSimulator(0).start();
    }

    @AfterEach
    void gone() {
        redis.delete(KEY);
        wechat.close();
    }

    @Test
    void instancesShareOneTokenAndItDoesNotLieInTheClear() throws Exception {
        try (MiniProgram one = instance(TokenStore.in(redis, seal));
                MiniProgram other = instance(TokenStore.in(redis, seal))) {
            assertThat(one.login("li--1").block()).isNotNull();
            assertThat(other.login("li--2").block()).isNotNull();
        }

        assertThat(wechat.miniProgram().tokensGiven()).isEqualTo(1);
        assertThat(wechat.miniProgram().tokenRequests()).isEqualTo(1);
        assertThat(redis.opsForValue().get(KEY))
                .isNotBlank()
                .doesNotContain(wechat.miniProgram().token());
        assertThat(redis.getExpire(KEY)).isPositive();
    }

    @Test
    void aTokenThatWasEndedIsReplacedForAll() throws Exception {
        try (MiniProgram one = instance(TokenStore.in(redis, seal));
                MiniProgram other = instance(TokenStore.in(redis, seal))) {
            one.login("li--1").block();
            other.login("li--2").block();
            wechat.miniProgram().expireToken();

            assertThat(one.login("li--3").block()).isNotNull();
            assertThat(other.login("li--4").block()).isNotNull();
        }
        assertThat(wechat.miniProgram().tokensGiven()).isEqualTo(2);
    }

    @Test
    void whileRedisIsAwayEachKeepsItsOwn() throws Exception {
        LettuceConnectionFactory nowhere = new LettuceConnectionFactory(
                new RedisStandaloneConfiguration("127.0.0.1", Ports.any()),
                LettuceClientConfiguration.builder()
                        .commandTimeout(Duration.ofMillis(200))
                        .build());
        nowhere.afterPropertiesSet();
        nowhere.start();
        try (MiniProgram here = instance(TokenStore.in(new StringRedisTemplate(nowhere), seal))) {
            assertThat(here.login("li--1").block()).isNotNull();
            assertThat(here.login("li--2").block()).isNotNull();
            assertThat(wechat.miniProgram().tokensGiven()).isEqualTo(1);
        } finally {
            nowhere.destroy();
        }
    }

    @Test
    void keepsNothingLongerThanItIsGood() {
        TokenStore store = TokenStore.ofThisInstance();
        store.setValue("k", "v", 100, TimeUnit.SECONDS);
        assertThat(store.getValue("k")).isEqualTo("v");
        store.expire("k", 0, TimeUnit.SECONDS);

        assertThat(store.getValue("k")).isNull();
        assertThat(store.getExpire("k")).isZero();
    }

    private MiniProgram instance(TokenStore tokens) {
        return new MiniProgram(settings(wechat.properties()), tokens, Clock.systemUTC());
    }
}
