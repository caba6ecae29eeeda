package community.doorstep.wechat;

import community.doorstep.shared.Seal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import me.chanjar.weixin.common.redis.RedisTemplateWxRedisOps;
import me.chanjar.weixin.common.redis.WxRedisOps;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.StringRedisTemplate;

/**
 * Where the instances share the access token: in Redis, sealed; while that is away each keeps its own, which does no harm,
 * because WeChat gives the same stable token to all who ask.
 */
final class TokenStore implements WxRedisOps {

    private static final long AWAY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final @Nullable WxRedisOps shared;
    private final @Nullable Seal seal;
    private final LocalTokens local = new LocalTokens();
    private volatile long awayUntil = System.nanoTime();

    private TokenStore(@Nullable WxRedisOps shared, @Nullable Seal seal) {
        this.shared = shared;
        this.seal = seal;
    }

    static TokenStore in(StringRedisTemplate redis, Seal seal) {
        return new TokenStore(new RedisTemplateWxRedisOps(redis), seal);
    }

    static TokenStore ofThisInstance() {
        return new TokenStore(null, null);
    }

    @Override
    public @Nullable String getValue(String key) {
        String own = local.getValue(key);
        return own != null
                ? own
                : shared(redis -> Optional.ofNullable(redis.getValue(key)), Optional.<String>empty())
                        .map(value -> opened(key, value))
                        .orElse(null);
    }

    @Override
    public void setValue(String key, String value, int expire, TimeUnit unit) {
        local.setValue(key, value, expire, unit);
        shared(
                redis -> {
                    redis.setValue(key, sealed(key, value), expire, unit);
                    return true;
                },
                false);
    }

    @Override
    public Long getExpire(String key) {
        Long own = local.getExpire(key);
        return own > 0 ? own : shared(redis -> redis.getExpire(key), own);
    }

    @Override
    public void expire(String key, int expire, TimeUnit unit) {
        local.expire(key, expire, unit);
        shared(
                redis -> {
                    redis.expire(key, expire, unit);
                    return true;
                },
                false);
    }

    @Override
    public Lock getLock(String key) {
        return local.getLock(key);
    }

    private <T> T shared(Function<WxRedisOps, T> work, T otherwise) {
        WxRedisOps redis = shared;
        if (redis == null || System.nanoTime() - awayUntil < 0) {
            return otherwise;
        }
        try {
            return work.apply(redis);
        } catch (RuntimeException away) {
            awayUntil = System.nanoTime() + AWAY_NANOS;
            return otherwise;
        }
    }

    private String sealed(String key, String value) {
        return seal == null
                ? value
                : Base64.getEncoder().encodeToString(seal.seal(value.getBytes(StandardCharsets.UTF_8), key));
    }

    private String opened(String key, String value) {
        return seal == null
                ? value
                : new String(seal.open(Base64.getDecoder().decode(value), key), StandardCharsets.UTF_8);
    }
}
