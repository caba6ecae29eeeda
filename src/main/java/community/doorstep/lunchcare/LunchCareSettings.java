package community.doorstep.lunchcare;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * See {@code doorstep.lunch-care} in application.yaml.
 *
 * @param regularDays on how many days somebody must have eaten to be looked for when they do not come
 * @param withinDays within how many days before
 */
@ConfigurationProperties("doorstep.lunch-care")
record LunchCareSettings(int regularDays, int withinDays) {}
