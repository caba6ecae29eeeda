package community.doorstep.escalation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How jobs that wait are looked after.
 *
 * @param tickEvery how often the instance whose turn it is looks at what is due
 * @param turn after how long without a sign another instance takes over
 * @param sweepEvery how often every instance looks, whoever's turn it is: the net under the tick
 */
@ConfigurationProperties("doorstep.escalation")
record EscalationSettings(
        @DefaultValue("100ms") Duration tickEvery,
        @DefaultValue("2500ms") Duration turn,
        @DefaultValue("30s") Duration sweepEvery) {}
