package community.doorstep.booking;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * See {@code doorstep.booking} in application.yaml.
 *
 * @param lanes how many batches may be under way at once in one instance; a slot always takes the same lane
 * @param batch how many requests one transaction serves at most
 * @param mostWaiting how many requests may wait in a lane before more are turned away with {@code busy}
 * @param expireEvery how often unpaid holds are looked for
 */
@ConfigurationProperties("doorstep.booking")
record BookingSettings(int lanes, int batch, int mostWaiting, Duration expireEvery) {}
