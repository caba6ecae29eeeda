package community.doorstep.pricing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param quoteLength how long a quote may be booked with
 */
@ConfigurationProperties("doorstep.pricing")
record PricingSettings(@DefaultValue("15m") Duration quoteLength) {}
