package community.doorstep.identity;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * See {@code doorstep.identity} in application.yaml.
 *
 * @param evidenceAnnounced how long before its end people are told
 * @param evidenceKept how long numbers and pictures stay when they are not needed any more
 * @param quietHours of those who have not chosen their own
 * @param zone the city's time, for people belong to the city
 */
@ConfigurationProperties("doorstep.identity")
record IdentitySettings(
        Duration sessionLength,
        Duration sessionCache,
        String firstAdminPhone,
        Duration invitationLength,
        Duration evidenceAnnounced,
        Duration evidenceKept,
        Duration evidenceLookEvery,
        QuietHours quietHours,
        ZoneId zone) {}
