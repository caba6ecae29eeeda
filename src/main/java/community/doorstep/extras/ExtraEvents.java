package community.doorstep.extras;

import community.doorstep.dispatch.JobCancelled;
import community.doorstep.dispatch.JobDone;
import community.doorstep.dispatch.JobReleased;
import community.doorstep.dispatch.JobUnmet;
import community.doorstep.payment.PaymentReceived;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.EventConsumer;
import java.util.List;
import java.util.function.Function;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What extras listen to: work that ended, and money that came. */
@Configuration(proxyBeanMethods = false)
class ExtraEvents {

    @Bean
    EventConsumer<JobDone> extrasJobDone(Offers offers) {
        return new Listening<>("extras-job-done", JobDone.class, job -> offers.ended(job.aggregate(), null));
    }

    @Bean
    EventConsumer<JobCancelled> extrasJobCancelled(Offers offers) {
        return new Listening<>("extras-job-cancelled", JobCancelled.class, job -> offers.ended(job.aggregate(), null));
    }

    @Bean
    EventConsumer<JobUnmet> extrasJobUnmet(Offers offers) {
        return new Listening<>("extras-job-unmet", JobUnmet.class, job -> offers.ended(job.aggregate(), null));
    }

    /** Only what that worker offered: another may have come meanwhile. */
    @Bean
    EventConsumer<JobReleased> extrasJobReleased(Offers offers) {
        return new Listening<>(
                "extras-job-released", JobReleased.class, job -> offers.ended(job.aggregate(), job.worker()));
    }

    @Bean
    EventConsumer<PaymentReceived> extrasPaid(OfferRows rows) {
        return new Listening<>(
                "extras-paid", PaymentReceived.class, paid -> rows.paid(paid.community(), paid.aggregate()));
    }

    private record Listening<E extends DomainEvent>(String name, Class<E> type, Function<E, Mono<Void>> doing)
            implements EventConsumer<E> {

        @Override
        public Mono<Void> on(List<E> events) {
            return Flux.fromIterable(events).concatMap(doing).then();
        }
    }
}
