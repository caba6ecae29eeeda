package community.doorstep.telephone;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * See {@code doorstep.telephone} in application.yaml.
 *
 * @param url where the gateway takes messages; empty when there is none
 * @param secret signs what we send
 */
@ConfigurationProperties("doorstep.telephone")
record TelephoneSettings(
        String url, String secret, Duration connectTimeout, Duration responseTimeout, int connections) {

    @Override
    public String toString() {
        return "TelephoneSettings[url=" + url + "]";
    }
}
