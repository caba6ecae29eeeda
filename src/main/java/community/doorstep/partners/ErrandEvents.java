package community.doorstep.partners;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.BookingMoved;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.dispatch.JobArrived;
import community.doorstep.dispatch.JobDone;
import community.doorstep.dispatch.JobUnmet;
import community.doorstep.screening.Screened;
import community.doorstep.shared.EventConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What errands listen to. */
@Configuration(proxyBeanMethods = false)
class ErrandEvents {

    @Bean
    EventConsumer<BookingConfirmed> errandBooked(Errands errands) {
        return EventConsumer.together(
                "errand-booked",
                BookingConfirmed.class,
                booking -> booking.kind() == ServiceKind.ERRAND,
                errands::confirmed);
    }

    @Bean
    EventConsumer<BookingCancelled> errandCancelled(Errands errands) {
        return EventConsumer.each(
                "errand-cancelled",
                BookingCancelled.class,
                booking -> booking.kind() == ServiceKind.ERRAND,
                errands::cancelled);
    }

    @Bean
    EventConsumer<BookingMoved> errandMoved(Errands errands) {
        return EventConsumer.together(
                "errand-moved", BookingMoved.class, booking -> booking.kind() == ServiceKind.ERRAND, errands::moved);
    }

    @Bean
    EventConsumer<JobArrived> errandReady(Errands errands) {
        return EventConsumer.each(
                "errand-ready", JobArrived.class, job -> errands.ready(job.community(), job.aggregate(), job.at()));
    }

    @Bean
    EventConsumer<JobDone> errandDone(Errands errands) {
        return EventConsumer.each("errand-done", JobDone.class, errands::done);
    }

    @Bean
    EventConsumer<JobUnmet> errandUnmet(Errands errands) {
        return EventConsumer.each("errand-unmet", JobUnmet.class, errands::unmet);
    }

    @Bean
    EventConsumer<Screened> errandWordsRefused(Errands errands) {
        return EventConsumer.each(
                "errand-words-refused",
                Screened.class,
                looked -> looked.refusedWordsOf(Errands.SOURCE),
                looked -> errands.silence(looked.community(), looked.aggregate()));
    }
}
