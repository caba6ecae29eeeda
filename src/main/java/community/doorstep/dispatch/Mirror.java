package community.doorstep.dispatch;

import community.doorstep.shared.PersonId;
import community.doorstep.shared.StationRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Carries what PostgreSQL has committed into the queues of its station and of those who were called to help; when it cannot, the station is rebuilt later. */
@Component
class Mirror {

    private static final int AT_ONCE = 8;

    private final StationQueue queue;
    private final Rebuilds rebuilds;
    private final Changes changes;

    Mirror(StationQueue queue, Rebuilds rebuilds, Changes changes) {
        this.queue = queue;
        this.rebuilds = rebuilds;
        this.changes = changes;
    }

    /** Carries the jobs once the transaction that is open has committed. */
    Mono<Void> afterCommit(List<Job> jobs) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new Carrying(jobs)))
                .then();
    }

    /**
     * To its station and, as a guest's, to each that was called to help; off the list of those that are called no more.
     * Never fails.
     */
    Mono<Void> carry(List<Job> jobs) {
        Map<StationRef, List<JobCard>> byStation = new LinkedHashMap<>();
        jobs.forEach(job -> {
            JobCard card = job.card();
            add(card, Stream.concat(Stream.of(job.at()), job.guests().stream()), byStation);
            add(card.as(JobState.CANCELLED), job.withdrawnFrom().stream(), byStation);
        });
        return Flux.fromIterable(byStation.entrySet())
                .flatMap(station -> carry(station.getKey(), station.getValue()), AT_ONCE)
                .then();
    }

    private static void add(JobCard card, Stream<StationRef> to, Map<StationRef, List<JobCard>> byStation) {
        to.forEach(
                at -> byStation.computeIfAbsent(at, first -> new ArrayList<>()).add(card));
    }

    private Mono<Void> carry(StationRef at, List<JobCard> cards) {
        return written(at, queue.settle(at.station(), cards, true).map(settled -> !settled.lost()));
    }

    /**
     * Says in the station's stream that somebody's shift has changed, or their rights, so that the phone hears at once what
     * is for it now, and nothing when that is over, on whichever instance it listens. Never fails.
     */
    Mono<Void> duty(StationRef at, PersonId worker) {
        return written(at, queue.duty(at.station(), worker));
    }

    /** @param stands whether the station has a generation; empty when Redis did not hear */
    private Mono<Void> written(StationRef at, Mono<Boolean> stands) {
        return stands.doOnNext(whole -> lookAfter(at, whole))
                .switchIfEmpty(Mono.fromRunnable(() -> missed(at)))
                .then();
    }

    private void lookAfter(StationRef at, boolean whole) {
        if (!whole) {
            rebuilds.lost(at);
            changes.at(at.station());
        }
    }

    private void missed(StationRef at) {
        rebuilds.missed(at);
        changes.at(at.station());
    }

    private final class Carrying implements TransactionSynchronization {

        private final List<Job> jobs;

        Carrying(List<Job> jobs) {
            this.jobs = jobs;
        }

        @Override
        public Mono<Void> afterCommit() {
            return carry(jobs);
        }
    }
}
