package community.doorstep.dispatch;

import community.doorstep.identity.Contact;
import community.doorstep.identity.Family;
import community.doorstep.identity.People;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The stream of a resident's phone: first all that is open, then each job as it moves on. */
@Component
class ResidentStream {

    record Jobs(List<ResidentView> jobs) {}

    private final ResidentFeed feed;
    private final Family family;
    private final People people;
    private final Streams streams;
    private final Clock clock;

    ResidentStream(ResidentFeed feed, Family family, People people, Streams streams, Clock clock) {
        this.feed = feed;
        this.family = family;
        this.people = people;
        this.streams = streams;
        this.clock = clock;
    }

    Mono<Flux<ServerSentEvent<Object>>> open(Caller caller) {
        return family.actsFor(caller.person())
                .map(people -> streams.kept(Flux.defer(() -> events(Set.copyOf(people)))));
    }

    private Flux<ServerSentEvent<Object>> events(Set<PersonId> people) {
        Seen seen = new Seen();
        return feed.of(people).concatMap(jobs -> named(seen.news(jobs)), 1).concatMapIterable(seen::told);
    }

    private Mono<List<ResidentView>> named(List<Job> jobs) {
        Set<PersonId> workers =
                jobs.stream().map(Job::worker).filter(Objects::nonNull).collect(Collectors.toSet());
        Mono<Map<PersonId, Contact>> contacts =
                workers.isEmpty() ? Mono.just(Map.of()) : Detached.unbroken(people.contacts(workers));
        return contacts.map(known -> jobs.stream().map(job -> view(job, known)).toList());
    }

    private ResidentView view(Job job, Map<PersonId, Contact> contacts) {
        Contact worker = job.worker() == null ? null : contacts.get(job.worker());
        return ResidentView.of(job, worker == null ? null : worker.name(), clock.instant());
    }

    /** What one phone has been told. */
    private static final class Seen {

        private final Map<JobId, Long> versions = new HashMap<>();
        private boolean begun;

        List<Job> news(List<Job> jobs) {
            List<Job> news = new ArrayList<>();
            for (Job job : jobs) {
                if (versions.getOrDefault(job.id(), 0L) < job.version()) {
                    versions.put(job.id(), job.version());
                    news.add(job);
                }
            }
            return news;
        }

        /** The first time everything in one event, later an event for each job. */
        List<ServerSentEvent<Object>> told(List<ResidentView> jobs) {
            if (!begun) {
                begun = true;
                List<ResidentView> open =
                        jobs.stream().filter(job -> !job.state().ended()).toList();
                return List.of(ServerSentEvent.<Object>builder(new Jobs(open))
                        .event("reset")
                        .build());
            }
            return jobs.stream()
                    .map(job -> ServerSentEvent.<Object>builder(job)
                            .event(job.event())
                            .id(job.id() + "-" + job.version())
                            .build())
                    .toList();
        }
    }
}
