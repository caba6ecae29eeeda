package community.doorstep.dispatch;

import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks, once for all residents who listen on this instance, at what became of their jobs in PostgreSQL. */
@Component
class ResidentFeed {

    private static final Logger log = LoggerFactory.getLogger(ResidentFeed.class);
    private static final Duration ENDED_LATELY = Duration.ofMinutes(1);

    /**
     * What became of jobs.
     *
     * @param seen those that wait and that a worker has seen
     * @param expected when the worker will be there who is on the way
     */
    record Look(List<Job> jobs, Set<JobId> seen, Map<JobId, Instant> expected) {

        Look only(List<Job> some) {
            return new Look(some, seen, expected);
        }
    }

    private final JobReads reads;
    private final Sightings sightings;
    private final Approaches approaches;
    private final Clock clock;
    private final Map<Object, Set<PersonId>> listening = new ConcurrentHashMap<>();
    private final Flux<Look> looks;

    ResidentFeed(
            JobReads reads,
            Sightings sightings,
            Approaches approaches,
            Changes changes,
            Clock clock,
            DispatchSettings settings) {
        this.reads = reads;
        this.sightings = sightings;
        this.approaches = approaches;
        this.clock = clock;
        this.looks = Flux.merge(Flux.interval(settings.pollEvery()), changes.stations())
                .onBackpressureLatest()
                .concatMap(tick -> look(listeners()).onErrorResume(this::away), 1)
                .publish()
                .refCount();
    }

    /** These people's jobs now, and again after each look; open ones and those that ended a moment ago. */
    Flux<Look> of(Set<PersonId> people) {
        return Flux.defer(() -> {
            Object listener = new Object();
            listening.put(listener, people);
            return look(people)
                    .concatWith(looks.onBackpressureLatest())
                    .map(look -> concerning(look, people))
                    .doFinally(end -> listening.remove(listener));
        });
    }

    private Set<PersonId> listeners() {
        Set<PersonId> people = new HashSet<>();
        listening.values().forEach(people::addAll);
        return people;
    }

    private Mono<Look> look(Set<PersonId> people) {
        return Detached.unbroken(reads.concerning(people, clock.instant().minus(ENDED_LATELY))
                .collectList()
                .flatMap(this::withMore));
    }

    private Mono<Look> withMore(List<Job> jobs) {
        List<JobId> waiting = jobs.stream()
                .filter(job -> job.state() == JobState.WAITING)
                .map(Job::id)
                .toList();
        return Mono.zip(sightings.of(waiting), approaches.of(jobs))
                .map(more -> new Look(jobs, more.getT1(), more.getT2()));
    }

    private Mono<Look> away(Throwable error) {
        log.debug("Residents' jobs could not be read; it is tried again", error);
        return Mono.empty();
    }

    private static Look concerning(Look look, Set<PersonId> people) {
        return look.only(look.jobs().stream()
                .filter(job -> people.contains(job.resident()) || people.contains(job.requestedBy()))
                .toList());
    }
}
