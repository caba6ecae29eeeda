package community.doorstep.shared;

import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock of the house; tests bring their own. */
@Configuration(proxyBeanMethods = false)
class HouseConfiguration {

    /** What PostgreSQL keeps of a time. */
    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }
}
