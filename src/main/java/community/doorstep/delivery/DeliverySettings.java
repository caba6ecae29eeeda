package community.doorstep.delivery;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * See {@code doorstep.delivery} in application.yaml.
 *
 * @param sendEvery how often is looked for what is due
 * @param mostAttempts tries of one way before it is given up
 * @param templates by the code of a kind; none for the kinds that have no template here
 */
@ConfigurationProperties("doorstep.delivery")
record DeliverySettings(
        Duration sendEvery, int mostAttempts, @Nullable Map<String, Template> templates) {

    /**
     * A subscribe message's template as WeChat gave it to this mini program.
     *
     * @param page that opens when it is tapped; {subject} becomes the id of what it is about
     * @param fields the template's places, e.g. thing1, and what stands there, e.g. service
     */
    record Template(String id, @Nullable String page, Map<String, String> fields) {}
}
