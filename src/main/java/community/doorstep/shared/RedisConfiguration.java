package community.doorstep.shared;

import io.lettuce.core.ClientOptions;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A Redis that is away answers so at once: commands are refused while disconnected, and the queue is bounded. It adds to
 * the options that the settings make, for those of a cluster say when its nodes are looked up anew.
 */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    private static final int QUEUE = 10_000;

    @Bean
    LettuceClientOptionsBuilderCustomizer refuseWhileDisconnected() {
        return options -> options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUE);
    }
}
