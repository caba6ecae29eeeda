package community.doorstep.repair;

import community.doorstep.booking.BookingCancelled;
import community.doorstep.booking.BookingConfirmed;
import community.doorstep.booking.BookingMoved;
import community.doorstep.catalog.ServiceKind;
import community.doorstep.dispatch.JobDone;
import community.doorstep.dispatch.JobOpened;
import community.doorstep.dispatch.JobPosted;
import community.doorstep.dispatch.JobUnmet;
import community.doorstep.screening.Screened;
import community.doorstep.shared.EventConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What repair listens to. */
@Configuration(proxyBeanMethods = false)
class RepairEvents {

    @Bean
    EventConsumer<BookingConfirmed> repairBooked(RepairCalls calls) {
        return EventConsumer.together(
                "repair-booked",
                BookingConfirmed.class,
                booking -> booking.kind() == ServiceKind.REPAIR,
                calls::confirmed);
    }

    @Bean
    EventConsumer<BookingCancelled> repairCancelled(RepairCalls calls) {
        return EventConsumer.each(
                "repair-cancelled",
                BookingCancelled.class,
                booking -> booking.kind() == ServiceKind.REPAIR,
                calls::cancelled);
    }

    @Bean
    EventConsumer<BookingMoved> repairMoved(RepairCalls calls) {
        return EventConsumer.together(
                "repair-moved", BookingMoved.class, booking -> booking.kind() == ServiceKind.REPAIR, calls::moved);
    }

    @Bean
    EventConsumer<JobDone> repairDone(RepairCalls calls) {
        return EventConsumer.each("repair-done", JobDone.class, calls::done);
    }

    @Bean
    EventConsumer<JobUnmet> repairUnmet(RepairCalls calls) {
        return EventConsumer.each("repair-unmet", JobUnmet.class, calls::unmet);
    }

    @Bean
    EventConsumer<JobPosted> repairPosted(RepairCalls calls) {
        return EventConsumer.each(
                "repair-posted", JobPosted.class, job -> calls.meantFor(job.community(), job.aggregate()));
    }

    @Bean
    EventConsumer<JobOpened> repairOpened(RepairCalls calls) {
        return EventConsumer.each(
                "repair-opened", JobOpened.class, job -> calls.meantFor(job.community(), job.aggregate()));
    }

    @Bean
    EventConsumer<Screened> repairNoteRefused(RepairCalls calls) {
        return EventConsumer.each(
                "repair-note-refused",
                Screened.class,
                looked -> looked.refusedWordsOf(RepairCalls.SOURCE),
                looked -> calls.silence(looked.community(), looked.aggregate()));
    }
}
