package community.doorstep.wechat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import me.chanjar.weixin.common.redis.WxRedisOps;
import org.jspecify.annotations.Nullable;

/** Tokens in this instance's memory. */
final class LocalTokens implements WxRedisOps {

    private record Kept(String value, long untilNanos) {

        long secondsLeft() {
            return Duration.ofNanos(untilNanos - System.nanoTime()).toSeconds();
        }
    }

    private final Map<String, Kept> tokens = new ConcurrentHashMap<>();
    private final Map<String, Lock> locks = new ConcurrentHashMap<>();

    @Override
    public @Nullable String getValue(String key) {
        Kept kept = tokens.get(key);
        return kept == null || kept.secondsLeft() <= 0 ? null : kept.value();
    }

    @Override
    public void setValue(String key, String value, int expire, TimeUnit unit) {
        tokens.put(key, new Kept(value, System.nanoTime() + unit.toNanos(expire)));
    }

    /** In seconds; 0 when there is none. */
    @Override
    public Long getExpire(String key) {
        Kept kept = tokens.get(key);
        return kept == null ? 0L : Math.max(0, kept.secondsLeft());
    }

    @Override
    public void expire(String key, int expire, TimeUnit unit) {
        tokens.computeIfPresent(key, (same, kept) -> new Kept(kept.value(), System.nanoTime() + unit.toNanos(expire)));
    }

    @Override
    public Lock getLock(String key) {
        return locks.computeIfAbsent(key, same -> new ReentrantLock());
    }
}
