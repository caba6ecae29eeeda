package community.doorstep.dispatch;

import community.doorstep.identity.SessionsChanged;
import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationRef;
import community.doorstep.workforce.ShiftChanged;
import community.doorstep.workforce.WorkerAway;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * A worker's shift has changed, or what somebody may do: told through the station's stream. What does not reach Redis is
 * healed by the rebuild, after which all start anew.
 */
@Configuration(proxyBeanMethods = false)
class DutyNews {

    /** A role was given or withdrawn, or a session closed. */
    @Bean
    EventConsumer<SessionsChanged> rightsAreTold(RightsNews news) {
        return EventConsumer.each(
                "dispatch-rights-are-told", SessionsChanged.class, change -> news.tell(change.person()));
    }

    /** Off duty, on a break, or at another station. */
    @Bean
    EventConsumer<WorkerAway> awayIsTold(Mirror mirror) {
        return EventConsumer.each(
                "dispatch-away-is-told",
                WorkerAway.class,
                away -> mirror.duty(new StationRef(away.community(), away.station()), new PersonId(away.aggregate())));
    }

    @Bean
    EventConsumer<ShiftChanged> shiftIsTold(Mirror mirror) {
        return EventConsumer.each(
                "dispatch-shift-is-told",
                ShiftChanged.class,
                change -> mirror.duty(
                        new StationRef(change.community(), change.station()), new PersonId(change.aggregate())));
    }
}
