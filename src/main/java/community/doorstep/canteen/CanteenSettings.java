package community.doorstep.canteen;

import java.time.Duration;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * See {@code doorstep.canteen} in application.yaml.
 *
 * @param lookEvery how often is looked who did not come, what is left, and what is to be carried
 * @param missedAfter how long after the end of a sitting a meal that nobody fetched counts as missed
 * @param counterAround how long before and after a sitting meals are handed out
 * @param surplusBefore how long before its end leftovers are offered
 * @param surplusOffer how long such an offer stands at most
 * @param need evidence by which somebody comes first then
 * @param packBefore how long before its beginning meals are packed for delivery
 * @param boxHolds meals in one thermal box, which is one run
 * @param settledAfter how long after the cut-off what the kitchen cooks is written down for good
 * @param passesBefore how long before a sitting the passes of its meals are made
 */
@ConfigurationProperties("doorstep.canteen")
record CanteenSettings(
        Duration lookEvery,
        Duration missedAfter,
        Duration counterAround,
        Duration surplusBefore,
        Duration surplusOffer,
        Set<String> need,
        Duration packBefore,
        int boxHolds,
        Duration settledAfter,
        Duration passesBefore) {}
