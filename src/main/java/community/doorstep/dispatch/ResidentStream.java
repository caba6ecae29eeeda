package community.doorstep.dispatch;

import community.doorstep.identity.CallerNow;
import community.doorstep.identity.Contact;
import community.doorstep.identity.Family;
import community.doorstep.identity.People;
import community.doorstep.shared.Caller;
import community.doorstep.shared.Detached;
import community.doorstep.shared.PersonId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The stream of a resident's phone: first all that is open, then each job as it moves on. What ended a moment ago, perhaps
 * while the phone was away, is told after the first.
 */
@Component
class ResidentStream {

    record Jobs(List<ResidentView> jobs) {}

    private final ResidentFeed feed;
    private final Family family;
    private final People people;
    private final Streams streams;
    private final Changes changes;
    private final CallerNow callers;
    private final ArrivalCodes codes;
    private final Clock clock;

    ResidentStream(
            ResidentFeed feed,
            Family family,
            People people,
            Streams streams,
            Changes changes,
            CallerNow callers,
            ArrivalCodes codes,
            Clock clock) {
        this.feed = feed;
        this.family = family;
        this.people = people;
        this.streams = streams;
        this.changes = changes;
        this.callers = callers;
        this.codes = codes;
        this.clock = clock;
    }

    /** A session that is over ends it at once. */
    Mono<Flux<ServerSentEvent<Object>>> open(Caller caller, ServerHttpRequest asked) {
        Flux<Caller> looked = changes.people()
                .filter(caller.person()::equals)
                .onBackpressureLatest()
                .concatMap(changed -> callers.of(asked), 1);
        return family.actsFor(caller.person())
                .map(people -> streams.kept(
                        Flux.defer(() -> events(Set.copyOf(people))).takeUntilOther(looked.ignoreElements())));
    }

    private Flux<ServerSentEvent<Object>> events(Set<PersonId> people) {
        Seen seen = new Seen();
        return feed.of(people)
                .concatMap(look -> named(seen.news(look, clock.instant())), 1)
                .concatMapIterable(seen::told);
    }

    private Mono<List<ResidentView>> named(ResidentFeed.Look news) {
        Set<PersonId> workers =
                news.jobs().stream().map(Job::worker).filter(Objects::nonNull).collect(Collectors.toSet());
        Mono<Map<PersonId, Contact>> contacts =
                workers.isEmpty() ? Mono.just(Map.of()) : Detached.unbroken(people.contacts(workers));
        return contacts.map(
                known -> news.jobs().stream().map(job -> view(job, known, news)).toList());
    }

    private ResidentView view(Job job, Map<PersonId, Contact> contacts, ResidentFeed.Look look) {
        PersonId holder = job.worker();
        Contact worker = holder == null ? null : contacts.get(holder);
        String code = holder == null || job.state() != JobState.ACCEPTED ? null : codes.of(job.id(), holder);
        return ResidentView.of(
                job,
                worker == null ? null : worker.name(),
                clock.instant(),
                look.expected().get(job.id()),
                look.seen().contains(job.id()),
                code);
    }

    /** What one phone has been told. */
    private static final class Seen {

        /** What changes without a step of the job, too. */
        private record Told(long version, @Nullable Long minutes, boolean late, boolean seen) {

            static Told of(Job job, ResidentFeed.Look look, Instant now) {
                Instant expected = look.expected().get(job.id());
                return new Told(
                        job.version(),
                        ResidentView.minutes(job, now, expected),
                        ResidentView.isLate(job, now, expected),
                        look.seen().contains(job.id()));
            }
        }

        private final Map<JobId, Told> told = new HashMap<>();
        private boolean begun;

        ResidentFeed.Look news(ResidentFeed.Look look, Instant now) {
            List<Job> news = new ArrayList<>();
            for (Job job : look.jobs()) {
                Told before = told.get(job.id());
                Told after = Told.of(job, look, now);
                if (before == null || before.version() <= job.version() && !before.equals(after)) {
                    told.put(job.id(), after);
                    news.add(job);
                }
            }
            return look.only(news);
        }

        /** The first time everything that is open in one event, then an event for each job. */
        List<ServerSentEvent<Object>> told(List<ResidentView> jobs) {
            if (begun) {
                return jobs.stream().map(Seen::event).toList();
            }
            begun = true;
            List<ResidentView> open =
                    jobs.stream().filter(job -> !job.state().ended()).toList();
            ServerSentEvent<Object> reset = ServerSentEvent.<Object>builder(new Jobs(open))
                    .event("reset")
                    .build();
            Stream<ResidentView> ended = jobs.stream().filter(job -> job.state().ended());
            return Stream.concat(Stream.of(reset), ended.map(Seen::event)).toList();
        }

        private static ServerSentEvent<Object> event(ResidentView job) {
            return ServerSentEvent.<Object>builder(job)
                    .event(job.event())
                    .id(job.id() + "-" + job.version())
                    .build();
        }
    }
}
