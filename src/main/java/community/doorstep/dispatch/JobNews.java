package community.doorstep.dispatch;

import community.doorstep.shared.CommunityId;
import community.doorstep.shared.DomainEvent;
import community.doorstep.shared.Outbox;
import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationId;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells of jobs that moved: the outbox in the same transaction, the queue in Redis after its commit. */
@Component
class JobNews {

    /** An event about a job. */
    interface OfJob {
        DomainEvent about(
                CommunityId community, UUID job, long version, StationId station, PersonId resident, Instant at);
    }

    /** An event about a job and the worker who took the step. */
    interface OfWork {
        DomainEvent about(
                CommunityId community,
                UUID job,
                long version,
                StationId station,
                PersonId resident,
                PersonId worker,
                Instant at);

        default DomainEvent about(Job job, PersonId worker, Instant at) {
            return about(
                    job.community(), job.id().value(), job.version(), job.at().station(), job.resident(), worker, at);
        }
    }

    private final Outbox outbox;
    private final Mirror mirror;
    private final Clock clock;

    JobNews(Outbox outbox, Mirror mirror, Clock clock) {
        this.outbox = outbox;
        this.mirror = mirror;
        this.clock = clock;
    }

    /** In the hands of the worker who took it. */
    static DomainEvent accepted(Job job) {
        OfWork accepted = JobAccepted::new;
        return accepted.about(job, Objects.requireNonNull(job.worker()), Objects.requireNonNull(job.acceptedAt()));
    }

    static JobChanged changed(Job job, Instant at) {
        return new JobChanged(
                job.community(), job.id().value(), job.version(), job.at().station(), job.resident(), at);
    }

    Mono<Void> tell(List<Job> jobs, OfJob event) {
        Instant now = clock.instant();
        List<DomainEvent> events = jobs.stream()
                .map(job -> event.about(
                        job.community(),
                        job.id().value(),
                        job.version(),
                        job.at().station(),
                        job.resident(),
                        now))
                .toList();
        return tell(jobs, events);
    }

    Mono<Void> tell(Job job, DomainEvent... events) {
        return tell(List.of(job), List.of(events));
    }

    Mono<Void> tell(List<Job> jobs, List<? extends DomainEvent> events) {
        return outbox.addAll(events).then(mirror.afterCommit(jobs));
    }
}
