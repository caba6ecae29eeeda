package community.doorstep.shared;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.TimeoutOptions;
import java.time.Duration;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A Redis that is away answers so at once: commands are refused while disconnected, and the queue is bounded. */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    private static final int QUEUE = 10_000;

    @Bean
    LettuceClientConfigurationBuilderCustomizer refuseWhileDisconnected() {
        return lettuce -> lettuce.clientOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(QUEUE)
                .timeoutOptions(TimeoutOptions.builder()
                        .fixedTimeout(Duration.ofMillis(300))
                        .build())
                .build());
    }
}
