package community.doorstep.booking;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * See {@code doorstep.booking.aftermath} in application.yaml.
 *
 * @param absentAfter how long after the end of a slot those who were not marked as come count as absent
 * @param absencesEvery how often that is looked at
 */
@ConfigurationProperties("doorstep.booking.aftermath")
record AftermathSettings(Duration absentAfter, Duration absencesEvery) {}
