package community.doorstep.identity;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** See {@code doorstep.identity} in application.yaml. */
@ConfigurationProperties("doorstep.identity")
record IdentitySettings(
        Duration sessionLength, Duration sessionCache, String firstAdminPhone, Duration invitationLength) {}
