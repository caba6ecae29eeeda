package community.doorstep.identity;

import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.RedisHint;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts the tombstones once more after the commit, and keeps trying while Redis is away: a leaver stays out. */
@Component
class ForgetSessions implements EventConsumer<SessionsChanged> {

    private final RedisHint redis;

    ForgetSessions(RedisHint redis) {
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
                .flatMap(hash -> Sessions.bury(redis, hash).switchIfEmpty(Mono.error(ForgetSessions::notYet)))
                .then();
    }

    /** The event is told again; all others go on meanwhile. */
    private static IllegalStateException notYet() {
        return new IllegalStateException("Redis is away");
    }
}
