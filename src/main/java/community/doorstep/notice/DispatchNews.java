package community.doorstep.notice;

import community.doorstep.dispatch.JobAccepted;
import community.doorstep.dispatch.JobEscalated;
import community.doorstep.dispatch.JobOffered;
import community.doorstep.dispatch.JobPaused;
import community.doorstep.dispatch.JobUnmet;
import community.doorstep.dispatch.Visits;
import community.doorstep.shared.EventConsumer;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Rings workers and leads for jobs that wait, and tells residents when somebody comes, when theirs goes on later, or not at all. */
@Configuration(proxyBeanMethods = false)
class DispatchNews {

    private static final Set<String> FOR_WORKERS = Set.of("ALL", "NEIGHBOURS", "NIGHT");

    @Bean
    EventConsumer<JobEscalated> ringForJobs(Telling telling) {
        return telling.of("ring-for-jobs", JobEscalated.class, DispatchNews::letter);
    }

    @Bean
    EventConsumer<JobOffered> tellJobOffered(Telling telling) {
        return telling.of("tell-job-offered", JobOffered.class, DispatchNews::letter);
    }

    @Bean
    EventConsumer<JobAccepted> tellWorkerOnTheWay(Telling telling, Visits visits) {
        return telling.together(
                "tell-worker-on-the-way",
                JobAccepted.class,
                events -> visits.of(events).flatMapIterable(DispatchNews::letters));
    }

    @Bean
    EventConsumer<JobPaused> tellJobPaused(Telling telling) {
        return telling.of("tell-job-paused", JobPaused.class, DispatchNews::letter);
    }

    @Bean
    EventConsumer<JobUnmet> tellJobUnmet(Telling telling) {
        return telling.of("tell-job-unmet", JobUnmet.class, DispatchNews::letter);
    }

    private static Letter letter(JobEscalated event) {
        NoticeKind kind = FOR_WORKERS.contains(event.rung()) ? NoticeKind.JOB_WAITS : NoticeKind.JOB_NEEDS_LEAD;
        return Letter.of(kind, event, Audience.these(event.ring()))
                .facts(NoticeFacts.NONE
                        .detail("job", event.title())
                        .reason(event.cause(), event.english())
                        .startsAt(event.promisedBy()));
    }

    private static Letter letter(JobOffered event) {
        return Letter.of(NoticeKind.JOB_OFFERED, event, Audience.these(Set.of(event.worker())))
                .facts(NoticeFacts.NONE.reason(event.zh(), event.en()).until(event.until()));
    }

    /** Once for each visit, whoever takes it over or comes along; each at whose door a run stops. */
    private static List<Letter> letters(Visits.Visit visit) {
        JobAccepted event = visit.accepted();
        return visit.residents().stream()
                .map(resident -> Letter.of(NoticeKind.WORKER_ON_THE_WAY, event, Audience.concerned(resident, resident))
                        .subject(visit.job())
                        .once(visit.number() + " " + resident)
                        .facts(NoticeFacts.NONE.startsAt(event.at())))
                .toList();
    }

    private static Letter letter(JobPaused event) {
        return Letter.of(NoticeKind.JOB_PAUSED, event, Audience.concerned(event.resident(), event.resident()))
                .facts(NoticeFacts.NONE.startsAt(event.resumesAt()));
    }

    private static Letter letter(JobUnmet event) {
        return Letter.of(NoticeKind.JOB_UNMET, event, Audience.concerned(event.resident(), event.resident()))
                .facts(NoticeFacts.NONE.startsAt(event.at()));
    }
}
