package community.doorstep.streets;

import community.doorstep.dispatch.JobAccepted;
import community.doorstep.dispatch.JobDone;
import community.doorstep.dispatch.JobReleased;
import community.doorstep.promise.Agreement;
import community.doorstep.screening.Screened;
import community.doorstep.shared.EventConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The steps of a fault's job. Jobs that others posted are no faults and change nothing here. */
@Configuration(proxyBeanMethods = false)
class StreetEvents {

    @Bean
    Agreement streetWithinTheDay() {
        return StreetFault.WITHIN_THE_DAY;
    }

    @Bean
    EventConsumer<JobAccepted> streetAccepted(StreetFaults faults) {
        return EventConsumer.together("street-accepted", JobAccepted.class, job -> true, faults::underWay);
    }

    @Bean
    EventConsumer<JobReleased> streetReleased(StreetFaults faults) {
        return EventConsumer.each(
                "street-released",
                JobReleased.class,
                job -> faults.waitsAgain(job.community(), job.aggregate(), job.version()));
    }

    @Bean
    EventConsumer<JobDone> streetDone(StreetFaults faults) {
        return EventConsumer.each(
                "street-done", JobDone.class, job -> faults.fixed(job.community(), job.aggregate(), job.version()));
    }

    @Bean
    EventConsumer<Screened> streetWordsRefused(StreetFaults faults) {
        return EventConsumer.each(
                "street-words-refused",
                Screened.class,
                looked -> looked.refusedWordsOf(StreetFaults.SOURCE),
                looked -> faults.silence(looked.community(), looked.aggregate()));
    }
}
