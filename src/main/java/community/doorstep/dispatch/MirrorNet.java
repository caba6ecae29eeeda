package community.doorstep.dispatch;

import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.EventConsumer;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/**
 * The net under {@link Mirror}: when an instance dies between a commit and Redis, the outbox still holds the event, and
 * whoever drains it carries the job as it stands by then.
 */
@Configuration(proxyBeanMethods = false)
class MirrorNet {

    @Bean
    EventConsumer<JobPosted> mirrorOfPosted(JobReads reads, Mirror mirror) {
        return new Net<>(JobPosted.class, reads, mirror);
    }

    @Bean
    EventConsumer<JobOpened> mirrorOfOpened(JobReads reads, Mirror mirror) {
        return new Net<>(JobOpened.class, reads, mirror);
    }

    @Bean
    EventConsumer<JobOffered> mirrorOfOffered(JobReads reads, Mirror mirror) {
        return new Net<>(JobOffered.class, reads, mirror);
    }

    @Bean
    EventConsumer<JobEscalated> mirrorOfEscalated(JobReads reads, Mirror mirror) {
        return new Net<>(JobEscalated.class, reads, mirror);
    }

    @Bean
    EventConsumer<JobAccepted> mirrorOfAccepted(JobReads reads, Mirror mirror) {
        return new Net<>(JobAccepted.class, reads, mirror);
    }

    @Bean
    EventConsumer<JobReleased> mirrorOfReleased(JobReads reads, Mirror mirror) {
        return new Net<>(JobReleased.class, reads, mirror);
    }

    @Bean
    EventConsumer<JobArrived> mirrorOfArrived(JobReads reads, Mirror mirror) {
        return new Net<>(JobArrived.class, reads, mirror);
    }

    @Bean
    EventConsumer<JobPaused> mirrorOfPaused(JobReads reads, Mirror mirror) {
        return new Net<>(JobPaused.class, reads, mirror);
    }

    @Bean
    EventConsumer<JobChanged> mirrorOfChanged(JobReads reads, Mirror mirror) {
        return new Net<>(JobChanged.class, reads, mirror);
    }

    @Bean
    EventConsumer<JobDone> mirrorOfDone(JobReads reads, Mirror mirror) {
        return new Net<>(JobDone.class, reads, mirror);
    }

    @Bean
    EventConsumer<JobUnmet> mirrorOfUnmet(JobReads reads, Mirror mirror) {
        return new Net<>(JobUnmet.class, reads, mirror);
    }

    @Bean
    EventConsumer<JobCancelled> mirrorOfCancelled(JobReads reads, Mirror mirror) {
        return new Net<>(JobCancelled.class, reads, mirror);
    }

    private record Net<E extends DomainEvent>(Class<E> type, JobReads reads, Mirror mirror)
            implements EventConsumer<E> {

        @Override
        public String name() {
            return "dispatch-mirror";
        }

        @Override
        public Mono<Void> on(List<E> events) {
            return reads.of(
                            events.stream()
                                    .map(event -> event.community().value())
                                    .collect(Collectors.toSet()),
                            events.stream().map(DomainEvent::aggregate).collect(Collectors.toSet()))
                    .collectList()
                    .flatMap(mirror::carry);
        }
    }
}
