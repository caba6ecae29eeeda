package community.doorstep.extras;

import community.doorstep.dispatch.JobCancelled;
import community.doorstep.dispatch.JobDone;
import community.doorstep.dispatch.JobReleased;
import community.doorstep.dispatch.JobUnmet;
import community.doorstep.payment.PaymentReceived;
import community.doorstep.shared.EventConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What extras listen to: work that ended, and money that came. */
@Configuration(proxyBeanMethods = false)
class ExtraEvents {

    @Bean
    EventConsumer<JobDone> extrasJobDone(Offers offers) {
        return EventConsumer.each("extras-job-done", JobDone.class, job -> offers.ended(job.aggregate(), null));
    }

    @Bean
    EventConsumer<JobCancelled> extrasJobCancelled(Offers offers) {
        return EventConsumer.each(
                "extras-job-cancelled", JobCancelled.class, job -> offers.ended(job.aggregate(), null));
    }

    @Bean
    EventConsumer<JobUnmet> extrasJobUnmet(Offers offers) {
        return EventConsumer.each("extras-job-unmet", JobUnmet.class, job -> offers.ended(job.aggregate(), null));
    }

    /** Only what that worker offered: another may have come meanwhile. */
    @Bean
    EventConsumer<JobReleased> extrasJobReleased(Offers offers) {
        return EventConsumer.each(
                "extras-job-released", JobReleased.class, job -> offers.ended(job.aggregate(), job.worker()));
    }

    @Bean
    EventConsumer<PaymentReceived> extrasPaid(OfferRows rows) {
        return EventConsumer.each(
                "extras-paid", PaymentReceived.class, paid -> rows.paid(paid.community(), paid.aggregate()));
    }
}
