package community.doorstep.dispatch;

import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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

    private final JobReads reads;
    private final Clock clock;
    private final Map<Object, Set<PersonId>> listening = new ConcurrentHashMap<>();
    private final Flux<List<Job>> looks;

    ResidentFeed(JobReads reads, Changes changes, Clock clock, DispatchSettings settings) {
        this.reads = reads;
        this.clock = clock;
        this.looks = Flux.merge(Flux.interval(settings.pollEvery()), changes.flux())
                .onBackpressureLatest()
                .concatMap(tick -> look(listeners()).onErrorResume(this::away), 1)
                .publish()
                .refCount();
    }

    /** These people's jobs now, and again after each look; open ones and those that ended a moment ago. */
    Flux<List<Job>> of(Set<PersonId> people) {
        return Flux.defer(() -> {
            Object listener = new Object();
            listening.put(listener, people);
            return look(people)
                    .concatWith(looks.onBackpressureLatest())
                    .map(jobs -> concerning(jobs, people))
                    .doFinally(end -> listening.remove(listener));
        });
    }

    private Set<PersonId> listeners() {
        Set<PersonId> people = new HashSet<>();
        listening.values().forEach(people::addAll);
        return people;
    }

    private Mono<List<Job>> look(Set<PersonId> people) {
        return Detached.unbroken(
                reads.concerning(people, clock.instant().minus(ENDED_LATELY)).collectList());
    }

    private Mono<List<Job>> away(Throwable error) {
        log.debug("Residents' jobs could not be read; it is tried again", error);
        return Mono.empty();
    }

    private static List<Job> concerning(List<Job> jobs, Set<PersonId> people) {
        return jobs.stream()
                .filter(job -> people.contains(job.resident()) || people.contains(job.requestedBy()))
                .collect(Collectors.toList());
    }
}
