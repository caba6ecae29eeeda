package community.doorstep.shared;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * See {@code doorstep.rate-limits} in application.yaml.
 *
 * @param signInsPerAddress a minute, from one IPv4 address or one IPv6 network (/64)
 * @param writesPerPerson a minute, of one signed-in person
 */
@Validated
@ConfigurationProperties("doorstep.rate-limits")
record RateLimitSettings(
        boolean enabled,
        @Positive int signInsPerAddress,
        @Positive int writesPerPerson) {}
