package community.doorstep.feedback;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * See {@code doorstep.feedback} in application.yaml.
 *
 * @param answerWithin how long a complaint may wait for its answer
 * @param overdueEvery how often those that waited longer are looked for
 */
@ConfigurationProperties("doorstep.feedback")
record FeedbackSettings(Duration answerWithin, Duration overdueEvery) {}
