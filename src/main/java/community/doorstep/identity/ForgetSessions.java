package community.doorstep.identity;

import community.doorstep.shared.EventConsumer;
import java.util.List;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts the tombstones once more after the commit, and keeps trying while Redis is away: a leaver stays out. */
@Component
class ForgetSessions implements EventConsumer<SessionsChanged> {

    private final ReactiveStringRedisTemplate redis;

    ForgetSessions(ReactiveStringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public String name() {
        return "forget-sessions";
    }

    @Override
    public Class<SessionsChanged> type() {
        return SessionsChanged.class;
    }

    @Override
    public Mono<Void> on(List<SessionsChanged> events) {
        return Flux.fromIterable(events)
                .flatMapIterable(SessionsChanged::tokenHashes)
                .flatMap(hash ->
                        redis.opsForValue().set(Sessions.key(hash), Sessions.TOMBSTONE, Sessions.TOMBSTONE_STANDS))
                .then();
    }
}
