package community.doorstep.catalog;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * See {@code doorstep.catalog} in application.yaml.
 *
 * @param daysAhead for how many days after today slots stand ready
 * @param makeEvery how often the missing ones are made
 */
@ConfigurationProperties("doorstep.catalog")
record CatalogSettings(int daysAhead, Duration makeEvery) {}
