package community.doorstep.promise;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How promises are made.
 *
 * @param lately how far back jobs tell how long things take
 * @param most how many of them are looked at
 * @param remember for how long an instance remembers what they tell
 * @param shortest minutes that are ever promised
 */
@ConfigurationProperties("doorstep.promise")
record PromiseSettings(
        @DefaultValue("28d") Duration lately,
        @DefaultValue("400") int most,
        @DefaultValue("1m") Duration remember,
        @DefaultValue("5") int shortest) {}
