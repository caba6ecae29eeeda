package community.doorstep.passes;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * See {@code doorstep.passes} in application.yaml.
 *
 * @param digitRounds rounds of PBKDF2 over digits; of the days that begin after a change
 * @param mostTries wrong digits that one person may type within {@code triesWithin}; tablets that are alone keep to it too
 */
@ConfigurationProperties("doorstep.passes")
record PassSettings(int digitRounds, int mostTries, Duration triesWithin) {}
