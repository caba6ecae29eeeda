package community.doorstep.screening;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * See {@code doorstep.screening} in application.yaml.
 *
 * @param patience how long WeChat may take, or be away, before staff look
 */
@ConfigurationProperties("doorstep.screening")
record ScreeningSettings(Duration askEvery, Duration patience) {}
