package community.doorstep.promise;

import community.doorstep.dispatch.JobArrived;
import community.doorstep.dispatch.JobCancelled;
import community.doorstep.dispatch.JobDone;
import community.doorstep.shared.EventConsumer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Whether promises were kept, as the jobs' events tell. */
@Configuration(proxyBeanMethods = false)
class PromiseOutcomes {

    @Bean
    EventConsumer<JobArrived> promiseMeasured(PromiseRows rows) {
        return EventConsumer.each(
                "promise-measured", JobArrived.class, job -> rows.arrived(job.community(), job.aggregate(), job.at()));
    }

    @Bean
    EventConsumer<JobDone> promiseOfRunMeasured(PromiseRows rows) {
        return EventConsumer.each(
                "promise-of-run-measured", JobDone.class, job -> rows.done(job.community(), job.aggregate(), job.at()));
    }

    @Bean
    EventConsumer<JobCancelled> promiseCalledOff(PromiseRows rows) {
        return EventConsumer.each(
                "promise-called-off",
                JobCancelled.class,
                job -> rows.cancelled(job.community(), job.aggregate(), job.at()));
    }
}
