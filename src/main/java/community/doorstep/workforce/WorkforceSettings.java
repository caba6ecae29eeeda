package community.doorstep.workforce;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How workers are looked after.
 *
 * @param silentAfter a phone that gave no sign of life for so long is taken off duty
 * @param positionKept how long a position is remembered
 * @param lookEvery how often silent phones and old positions are looked for
 */
@ConfigurationProperties("doorstep.workforce")
record WorkforceSettings(
        @DefaultValue("30m") Duration silentAfter,
        @DefaultValue("1h") Duration positionKept,
        @DefaultValue("15s") Duration lookEvery) {}
