package community.doorstep.shared;

/** How the house reaches Redis, for tests that need no more of it. */
public final class RedisParts {

    private RedisParts() {}

    public static Class<?>[] all() {
        return new Class<?>[] {RedisConfiguration.class, EventLoops.class, RedisHint.class};
    }
}
