package community.doorstep.escalation;

import community.doorstep.dispatch.Attention;
import community.doorstep.dispatch.JobArrived;
import community.doorstep.dispatch.JobDone;
import community.doorstep.dispatch.Silences;
import community.doorstep.identity.Addressees;
import community.doorstep.shared.EventConsumer;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.Role;
import community.doorstep.shared.StationRef;
import community.doorstep.workforce.ShiftChanged;
import community.doorstep.workforce.WorkerAway;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EscalationSettings.class)
class EscalationConfiguration {

    /** What was offered to a worker who has gone moves on. */
    @Bean
    EventConsumer<WorkerAway> offersMoveOn(Attention attention) {
        return EventConsumer.each(
                "escalation-offers-move-on",
                WorkerAway.class,
                away -> attention.moveOn(new PersonId(away.aggregate()), away.why()));
    }

    /** Whose phone fell silent with jobs in hand: their lead is told. */
    @Bean
    EventConsumer<WorkerAway> silenceIsTold(Silences silences, Addressees addressees) {
        return EventConsumer.each(
                "escalation-silence-is-told",
                WorkerAway.class,
                away -> away.why().equals("SILENT"),
                away -> silences.tell(new PersonId(away.aggregate()), at -> leads(addressees, at)));
    }

    /** Who is on duty again. */
    @Bean
    EventConsumer<ShiftChanged> shiftIsHeard(Silences silences) {
        return EventConsumer.each(
                "escalation-shift-is-heard",
                ShiftChanged.class,
                change -> silences.heard(new PersonId(change.aggregate()), change.at()));
    }

    /** Who goes on with one job of several without being on duty. */
    @Bean
    EventConsumer<JobArrived> arrivalIsHeard(Silences silences) {
        return EventConsumer.each(
                "escalation-arrival-is-heard",
                JobArrived.class,
                arrived -> silences.heard(arrived.worker(), arrived.at()));
    }

    @Bean
    EventConsumer<JobDone> endIsHeard(Silences silences) {
        return EventConsumer.each(
                "escalation-end-is-heard", JobDone.class, done -> silences.heard(done.worker(), done.at()));
    }

    private static Mono<List<PersonId>> leads(Addressees addressees, StationRef at) {
        return addressees
                .holding(Role.STATION_LEAD, at.community(), at.station())
                .map(List::copyOf);
    }
}
