package community.doorstep.waitlist;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * See {@code doorstep.booking} in application.yaml.
 *
 * @param lineEvery how often draws that are due and offers that ended are looked for
 */
@ConfigurationProperties("doorstep.booking")
record WaitlistSettings(Duration lineEvery) {}
