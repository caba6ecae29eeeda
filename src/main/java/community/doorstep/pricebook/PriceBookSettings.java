package community.doorstep.pricebook;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param bookStaleness how long a quote may still follow a book that another instance has just replaced; bookings never do
 */
@ConfigurationProperties("doorstep.pricing")
record PriceBookSettings(@DefaultValue("500ms") Duration bookStaleness) {}
