package community.doorstep.telephone;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TelephoneSettings.class)
class TelephoneConfiguration {

    @Bean
    PhoneLine phoneLine(TelephoneSettings settings, Clock clock, MeterRegistry meters) {
        return settings.url().isBlank()
                ? message -> Mono.just(PhoneAnswer.NO_LINE)
                : new HttpPhoneLine(settings, clock, meters);
    }
}
