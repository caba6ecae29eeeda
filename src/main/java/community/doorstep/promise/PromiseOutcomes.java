package community.doorstep.promise;

import community.doorstep.dispatch.JobArrived;
import community.doorstep.dispatch.JobCancelled;
import community.doorstep.dispatch.JobDone;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.EventConsumer;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whether promises were kept, as the jobs' events tell. */
@Configuration(proxyBeanMethods = false)
class PromiseOutcomes {

    @Bean
    EventConsumer<JobArrived> promiseMeasured(PromiseRows rows) {
        return new Measuring<>(
                "promise-measured", JobArrived.class, job -> rows.arrived(job.community(), job.aggregate(), job.at()));
    }

    @Bean
    EventConsumer<JobDone> promiseOfRunMeasured(PromiseRows rows) {
        return new Measuring<>(
                "promise-of-run-measured", JobDone.class, job -> rows.done(job.community(), job.aggregate(), job.at()));
    }

    @Bean
    EventConsumer<JobCancelled> promiseCalledOff(PromiseRows rows) {
        return new Measuring<>(
                "promise-called-off",
                JobCancelled.class,
                job -> rows.cancelled(job.community(), job.aggregate(), job.at()));
    }

    private record Measuring<E extends DomainEvent>(String name, Class<E> type, Function<E, Mono<Void>> measure)
            implements EventConsumer<E> {

        @Override
        public Mono<Void> on(List<E> events) {
            return Flux.fromIterable(events).concatMap(measure).then();
        }
    }
}
