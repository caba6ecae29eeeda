package community.doorstep.streets;

import community.doorstep.dispatch.JobAccepted;
import community.doorstep.dispatch.JobDone;
import community.doorstep.dispatch.JobReleased;
import community.doorstep.promise.Agreement;
import community.doorstep.screening.Screened;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.EventConsumer;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The steps of a fault's job. Jobs that others posted are no faults and change nothing here. */
@Configuration(proxyBeanMethods = false)
class StreetEvents {

    @Bean
    Agreement streetWithinTheDay() {
        return StreetFault.WITHIN_THE_DAY;
    }

    @Bean
    EventConsumer<JobAccepted> streetAccepted(StreetFaults faults) {
        return new Listening<>(
                "street-accepted",
                JobAccepted.class,
                job -> faults.underWay(job.community(), job.aggregate(), job.version()));
    }

    @Bean
    EventConsumer<JobReleased> streetReleased(StreetFaults faults) {
        return new Listening<>(
                "street-released",
                JobReleased.class,
                job -> faults.waitsAgain(job.community(), job.aggregate(), job.version()));
    }

    @Bean
    EventConsumer<JobDone> streetDone(StreetFaults faults) {
        return new Listening<>(
                "street-done", JobDone.class, job -> faults.fixed(job.community(), job.aggregate(), job.version()));
    }

    @Bean
    EventConsumer<Screened> streetWordsRefused(StreetFaults faults) {
        return new Listening<>(
                "street-words-refused",
                Screened.class,
                looked ->
                        isRefusedHere(looked) ? faults.silence(looked.community(), looked.aggregate()) : Mono.empty());
    }

    private static boolean isRefusedHere(Screened looked) {
        return looked.source().equals(StreetFaults.SOURCE) && !looked.photo() && !looked.shown();
    }

    private record Listening<E extends DomainEvent>(String name, Class<E> type, Function<E, Mono<Void>> doing)
            implements EventConsumer<E> {

        @Override
        public Mono<Void> on(List<E> events) {
            return Flux.fromIterable(events).concatMap(doing).then();
        }
    }
}
