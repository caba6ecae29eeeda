package community.doorstep.pricing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param quoteLength how long a quote may be booked with
 * @param bookStaleness how long a quote may still follow a book that another instance has just replaced; bookings never do
 * @param alertsEvery how often is looked which budgets run low
 */
@ConfigurationProperties("doorstep.pricing")
record PricingSettings(
        @DefaultValue("15m") Duration quoteLength,
        @DefaultValue("500ms") Duration bookStaleness,
        @DefaultValue("5s") Duration alertsEvery) {}
