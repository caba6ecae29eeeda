package community.doorstep.signin;

import java.security.SecureRandom;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where second factors come from. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SigninSettings.class)
class SigninConfiguration {

    private static final int SECRET_BYTES = 20;

    @Bean
    @ConditionalOnMissingBean
    SecondFactorSecrets secondFactorSecrets() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] secret = new byte[SECRET_BYTES];
            random.nextBytes(secret);
            return secret;
        };
    }
}
