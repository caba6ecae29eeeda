package community.doorstep.care;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * See {@code doorstep.care} in application.yaml.
 *
 * @param askAfter how long after the beginning guardians are asked where their child is
 * @param lateAfter how long after the end they are told that it waits
 * @param lookEvery how often both are looked at
 */
@ConfigurationProperties("doorstep.care")
record CareSettings(Duration askAfter, Duration lateAfter, Duration lookEvery) {}
