package community.doorstep.payment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * See {@code doorstep.payment} in application.yaml.
 *
 * @param sweepEvery how often this instance looks for payments and refunds that are due
 * @param askAfter how long a payment may stay unpaid before WeChat is asked, in case its callback was lost
 */
@ConfigurationProperties("doorstep.payment")
record PaymentSettings(
        @DefaultValue("2s") Duration sweepEvery,
        @DefaultValue("1m") Duration askAfter) {}
