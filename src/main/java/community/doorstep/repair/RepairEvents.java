package community.doorstep.repair;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.dispatch.JobDone;
import community.doorstep.dispatch.JobOpened;
import community.doorstep.dispatch.JobPosted;
import community.doorstep.dispatch.JobUnmet;
import community.doorstep.screening.Screened;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.EventConsumer;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What repair listens to. */
@Configuration(proxyBeanMethods = false)
class RepairEvents {

    @Bean
    EventConsumer<BookingConfirmed> repairBooked(RepairCalls calls) {
        return new Listening<>(
                "repair-booked",
                BookingConfirmed.class,
                booking -> booking.kind() == ServiceKind.REPAIR,
                calls::confirmed);
    }

    @Bean
    EventConsumer<BookingCancelled> repairCancelled(RepairCalls calls) {
        return new Listening<>(
                "repair-cancelled",
                BookingCancelled.class,
                booking -> booking.kind() == ServiceKind.REPAIR,
                calls::cancelled);
    }

    @Bean
    EventConsumer<JobDone> repairDone(RepairCalls calls) {
        return new Listening<>("repair-done", JobDone.class, job -> true, calls::done);
    }

    @Bean
    EventConsumer<JobUnmet> repairUnmet(RepairCalls calls) {
        return new Listening<>("repair-unmet", JobUnmet.class, job -> true, calls::unmet);
    }

    @Bean
    EventConsumer<JobPosted> repairPosted(RepairCalls calls) {
        return new Listening<>(
                "repair-posted", JobPosted.class, job -> true, job -> calls.meantFor(job.community(), job.aggregate()));
    }

    @Bean
    EventConsumer<JobOpened> repairOpened(RepairCalls calls) {
        return new Listening<>(
                "repair-opened", JobOpened.class, job -> true, job -> calls.meantFor(job.community(), job.aggregate()));
    }

    @Bean
    EventConsumer<Screened> repairNoteRefused(RepairCalls calls) {
        return new Listening<>(
                "repair-note-refused",
                Screened.class,
                looked -> looked.source().equals(RepairCalls.SOURCE) && !looked.photo() && !looked.shown(),
                looked -> calls.silence(looked.community(), looked.aggregate()));
    }

    private record Listening<E extends DomainEvent>(
            String name, Class<E> type, Predicate<E> ofRepair, Function<E, Mono<Void>> doing)
            implements EventConsumer<E> {

        @Override
        public boolean concerns(E event) {
            return ofRepair.test(event);
        }

        @Override
        public Mono<Void> on(List<E> events) {
            return Flux.fromIterable(events).concatMap(doing).then();
        }
    }
}
